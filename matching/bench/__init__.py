"""How fast and how exact: every figure beside faiss's flat index in the same run."""
