extension MailText {
  /// The mail as a page of its own: no picture, no script, nothing fetched from anywhere.
  package var html: String {
    let direction = self.language.isRightToLeft ? "rtl" : "ltr"
    let rows = self.parts.map(self.row).joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="\(self.language.rawValue)" dir="\(direction)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light">
      <title>\(escape(self.subject))</title>
      </head>
      <body dir="\(direction)" style="margin:0;background:#eef2f7;color:#1b2733;\
      font:16px/1.6 'Segoe UI',Tahoma,Arial,sans-serif">
      <div style="max-width:600px;margin:0 auto;padding:24px 12px">
      <div style="background:#0b3d6b;color:#ffffff;padding:16px 28px;border-radius:6px 6px 0 0;\
      font-size:20px;font-weight:bold"><bdi>CLiKC!</bdi></div>
      <div style="background:#ffffff;padding:20px 28px 28px;border-radius:0 0 6px 6px">
      \(rows)
      </div>
      </div>
      </body>
      </html>

      """
  }

  private func row(_ part: Part) -> String {
    switch part {
    case .paragraph(let text):
      "<p style=\"margin:16px 0\">\(escape(text))</p>"
    case .code(let label, let value):
      """
      <p style="margin:16px 0 4px;color:#44566b">\(escape(label))</p>
      <p style="margin:0 0 16px"><code dir="ltr" style="display:inline-block;padding:8px 14px;\
      background:#eef2f7;border-radius:6px;font:bold 18px Consolas,Menlo,monospace">\
      \(escape(value))</code></p>
      """
    case .link(let label, let url):
      """
      <p style="margin:24px 0 4px"><a href="\(escape(url))" style="display:inline-block;\
      padding:12px 22px;background:#0b3d6b;color:#ffffff;border-radius:6px;\
      text-decoration:none;font-weight:bold">\(escape(label))</a></p>
      <p dir="ltr" style="margin:0 0 16px;font-size:14px;color:#44566b;word-break:break-all">\
      \(escape(url))</p>
      """
    case .note(let text):
      "<p style=\"margin:16px 0;font-size:14px;color:#44566b\">\(escape(text))</p>"
    }
  }

  private func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
