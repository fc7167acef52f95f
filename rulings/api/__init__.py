"""The JSON API: what its views share. Views of our own rather than a framework: what lists can be narrowed by is django-filter's
already, what rows say is the record's, and a framework would have both written down a second time."""
