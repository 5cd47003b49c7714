"""The page: panels and components. Streamlit is imported here and in streamlit_app.py alone."""
