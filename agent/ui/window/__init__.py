"""The settings window: four pages, Save and Cancel. Its own process, for Tk wants the main thread."""
