"""The forms for plain language and for milestones."""

from django import forms

from dockets.format.web_links import allow_web_link
from rulings.desk.editorials import LONGEST


class _Sent(forms.Form):
    """Common fields of every form: the version that it showed, and the id by which a form sent twice is recognised."""

    seen = forms.RegexField(r"\A[0-9a-f]{16}\Z", widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)


class EditorialForm(_Sent):
    headline = forms.CharField(label="Headline, in plain language", required=False, max_length=200)
    summary = forms.CharField(
        label="Summary, in plain language", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    pinned = forms.BooleanField(label="A key moment of the case", required=False)


class MilestoneForm(_Sent):
    id = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    date = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    headline = forms.CharField(label="What happened", max_length=300)
    text = forms.CharField(label="More", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label="Who says so", max_length=300)
    source_url = forms.URLField(label="Link to the source", required=False, max_length=500, assume_scheme="https")

    def clean_source_url(self) -> str:
        url: str = self.cleaned_data["source_url"]
        if url and not allow_web_link(url):
            raise forms.ValidationError("A source is a page on the web: https://…")
        return url
