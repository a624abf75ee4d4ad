/// What a PDF says of itself.
struct PDFDescription: Equatable, Sendable {
  let title: String
  let author: String
  let subject: String
  /// Of the text: a tag of BCP 47, such as `fr`.
  let language: String
  /// When it was made and last changed: RFC 3339 in UTC, whole seconds.
  let timestamp: String
  /// What the figure shows, for those who do not see it; empty without a figure.
  var figure = ""
  /// Where the link leads; empty without a link.
  var address = ""
  /// The language of each part of the document in its order, when it has more than one.
  var languages: [String] = []

  /// Every language of the text, its own first.
  private var allLanguages: [String] {
    [self.language] + Set(self.languages).subtracting([self.language]).sorted()
  }

  /// The time as PDF writes it (ISO 32000-1, 7.9.4).
  var date: String { "D:\(self.timestamp.filter(\.isNumber))Z" }

  /// The XMP packet (ISO 16684-1) that declares PDF/A-2b; it says what the document information says.
  func packet(producer: String) -> String {
    """
    <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
    <pdfaid:part>2</pdfaid:part>
    <pdfaid:conformance>B</pdfaid:conformance>
    <dc:format>application/pdf</dc:format>
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(self.title))</rdf:li></rdf:Alt></dc:title>
    <dc:creator><rdf:Seq><rdf:li>\(Self.escaped(self.author))</rdf:li></rdf:Seq></dc:creator>
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(self.subject))</rdf:li></rdf:Alt>\
    </dc:description>
    <dc:language><rdf:Bag>\(self.languageItems)</rdf:Bag></dc:language>
    <pdf:Producer>\(Self.escaped(producer))</pdf:Producer>
    <xmp:CreateDate>\(self.timestamp)</xmp:CreateDate>
    <xmp:ModifyDate>\(self.timestamp)</xmp:ModifyDate>
    </rdf:Description>
    </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="w"?>
    """
  }

  private var languageItems: String {
    self.allLanguages.map { "<rdf:li>\(Self.escaped($0))</rdf:li>" }.joined()
  }

  /// XML knows no other control character than tab and the ends of lines.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\0"..."\u{08}", "\u{0B}", "\u{0C}", "\u{0E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
