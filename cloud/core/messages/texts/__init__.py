"""The sentences in English, one file a page or subject: plain, short, kind, exact."""
