"""Words of pages that are pictures, recognised by programs: their places, how sure the program is, and their order.

Called by a worker's task: a page takes seconds. Pure but for the limited processes that draw and recognise: no Django.
"""
