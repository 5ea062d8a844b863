"""Where help content comes from: web pages, sitemaps, CSV files and zips; each becomes articles and a list of what was left out."""
