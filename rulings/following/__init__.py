"""Following: what is new in dockets, who is told of it by which rule, and when, how and with which words it is sent.

Called by views and by the site's tasks. A piece of news is noted once (``news``), spread to those who follow
(``spread``), made into messages (``compose``) and sent (``send``); each step is a row, so that a step cut short is
taken up again.
"""
