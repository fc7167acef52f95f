"""What a PDF holds beyond what its pages show, found before a newsroom publishes it, and the same pages as pictures.

Called by whatever stores, shows or publishes files. Pure but for the limited process that opens the file: no Django.
"""
