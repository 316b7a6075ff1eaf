"""Workbook in, database out. Never imports streamlit, plotly or ui."""
