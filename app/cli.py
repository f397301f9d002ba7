"""The commands of `flask`; each room brings its own."""


def register(app):
    pass
