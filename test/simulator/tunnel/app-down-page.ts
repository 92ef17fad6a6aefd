import { html } from "../pages/html";

/** What the admin frame shows while the app is not running; it asks again by itself. */
export function appDownPage(sentence: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="3" />
        <title>The app is not running</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            color: #303030;
            background: #f1f1f1;
            margin: 0;
            padding: 48px 16px;
          }
          main {
            max-width: 36rem;
            margin: 0 auto;
            padding: 24px;
            background: #fff;
            border-radius: 12px;
          }
          h1 {
            font-size: 20px;
            margin: 0 0 8px;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>The app is not running</h1>
          <p>${sentence}</p>
          <p>This page tries again every three seconds.</p>
        </main>
      </body>
    </html>`.markup;
}
