"""Common Ground. As a program it makes everything ready and serves; imported by a WSGI server it is `app:app`."""

if __name__ == "__main__":
    import bootstrap

    bootstrap.enter(["app.py"], bootstrap.to_run(), {"PEERPWA_DEMO": "1"})
    from peerpwa.serve import main

    main()
else:
    from peerpwa.wsgi import create_wsgi

    app = create_wsgi()
