"""The sentences in English, one file a surface or subject: plain, short, kind, exact."""
