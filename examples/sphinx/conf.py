project = "Training notes"
extensions = []
html_theme = "alabaster"
# The built page lies in static/tunecost.
html_static_path = ["static"]
html_js_files = ["tunecost/embed/tune-cost.js"]
