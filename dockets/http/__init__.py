"""What the views of both apps share: values from addresses and forms, partials, permissions, rate limits, the client's
address.

Called by views and forms.
"""
