"""When a headline that the rules have made is not sound or says too little, and the court's own words for it. Pure.

Called by ``headlines``.
"""
