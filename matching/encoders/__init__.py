"""The kinds of encoder there are; `matching.encoder.load_encoder` chooses among them."""
