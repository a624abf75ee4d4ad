/// The form of a page that people type into, found by its mark, `id="typed"`. A page has at most one.
///
/// Reads pages of our own templates only: attributes stand in double quotes, texts are escaped.
enum TypedForm {
  static let id = "typed"
  /// What a template writes into the tag of its form.
  static let mark = #" id="typed""#

  /// The page of a visit: its menus of languages send the form along, and in the form stands what was sent along.
  static func completed(_ page: String, for origin: Visit.Origin) -> String {
    guard let enter = Self.firstButton(in: page) else { return page }
    let page = origin.typed.map { Self.filled(page, with: $0) } ?? page
    return LanguageMenu.carryingForm(page, to: origin.location, enter: enter)
  }

  /// The page with `values` in the fields of its form, as a browser would show it had they been typed there. Fields
  /// for secrets and files stay empty.
  static func filled(_ page: String, with values: Form) -> String {
    guard let form = Self.range(in: page) else { return page }
    var filling = FormFilling(values)
    return page[..<form.lowerBound] + filling.filled(page[form]) + page[form.upperBound...]
  }

  /// The button that Enter presses in the form; nil without a form.
  private static func firstButton(in page: String) -> HTMLTag? {
    guard let form = Self.range(in: page) else { return nil }
    var rest = page[form]
    while let start = rest.utf8.firstRange(of: "<button".utf8)?.lowerBound {
      guard let tag = HTMLTag(at: start, in: rest) else { return nil }
      if tag["type"] != "button" { return tag }
      rest = rest[tag.end...]
    }
    return nil
  }

  private static func range(in page: String) -> Range<String.Index>? {
    guard let mark = page.utf8.firstRange(of: Self.mark.utf8),
      let end = page[mark.upperBound...].utf8.firstRange(of: "</form>".utf8)
    else { return nil }
    return mark.upperBound..<end.lowerBound
  }
}

/// Goes through the fields of a form and gives each its value.
private struct FormFilling {
  private let values: Form
  /// How many fields of a name have got theirs.
  private var given: [Substring: Int] = [:]

  init(_ values: Form) { self.values = values }

  mutating func filled(_ form: Substring) -> String {
    var filled = ""
    var rest = form
    var select: Substring = ""
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")),
      let tag = HTMLTag(at: start, in: rest)
    {
      filled += rest[..<start]
      rest = rest[tag.end...]
      switch tag.name {
      case "input": filled += input(tag).text
      case "select":
        select = tag["name"] ?? ""
        filled += tag.text
      case "option" where !values.all(String(select)).isEmpty:
        filled += tag.having("selected", values.holds(tag["value"], in: select)).text
      case "textarea":
        filled += tag.text
        guard let end = rest.utf8.firstRange(of: "</textarea>".utf8)?.lowerBound,
          let text = next(tag)
        else { continue }
        // Browsers drop a line break that begins a text.
        filled += (text.hasPrefix("\n") || text.hasPrefix("\r\n") ? "\n" : "") + text
        rest = rest[end...]
      default: filled += tag.written
      }
    }
    return filled + rest
  }

  private mutating func input(_ tag: HTMLTag) -> HTMLTag {
    switch tag["type"] {
    case "password", "file", "submit", "button": return tag
    case "checkbox", "radio":
      return tag.having("checked", values.holds(tag["value"] ?? "on", in: tag["name"] ?? ""))
    default:
      let completion = tag["autocomplete"] ?? ""
      guard !completion.contains("password"), completion != "one-time-code", let value = next(tag)
      else { return tag }
      return tag.having("value", value)
    }
  }

  /// The next value of the field's name, escaped; nil when there is none.
  private mutating func next(_ tag: HTMLTag) -> String? {
    let name = tag["name"] ?? ""
    let all = values.all(String(name))
    let index = given[name, default: 0]
    guard index < all.count else { return nil }
    given[name] = index + 1
    return escaped(all[index])
  }
}

extension Form {
  /// Whether a value, as it is written in HTML, is among those of a field.
  fileprivate func holds(_ written: Substring?, in name: Substring) -> Bool {
    all(String(name)).contains { escaped($0) == written ?? "" }
  }
}
