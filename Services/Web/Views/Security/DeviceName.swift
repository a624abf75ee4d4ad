/// What a browser calls itself, in plain words: "Firefox on Windows".
enum DeviceName {
  /// The first mark found names the browser: each also carries the marks of those below it.
  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
  ]
  private static let systems = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ]

  /// The name in the reader's language; what we do not know is shown as it calls itself, cut.
  static func of(_ device: String, _ texts: Texts) -> String {
    guard !device.isEmpty else { return texts("web.device.unknown") }
    let browser = browsers.first { device.contains($0.0) }?.1
    let system = systems.first { device.contains($0.0) }?.1
    switch (browser, system) {
    case (let browser?, let system?):
      return texts("web.device.on", ["browser": browser, "system": system])
    case (let name?, nil), (nil, let name?): return name
    case (nil, nil): return String(device.prefix(60))
    }
  }
}
