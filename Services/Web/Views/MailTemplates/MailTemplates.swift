import Localization
import NotificationContract

/// The kinds of mail the portal writes.
struct MailTemplatesModel: Equatable, Sendable {
  let rows: [Row]

  /// A kind of mail, and where it is seen in each language.
  struct Row: Equatable, Sendable {
    let kind: String
    let secret: Bool
    let essential: Bool
    let previews: [Preview]
  }

  /// A language to see it in.
  struct Preview: Equatable, Sendable {
    let name: String
    let language: String
    let address: String
    /// Whether it is the one that is seen.
    let current: Bool
  }

  init(_ answer: Clikc_Notification_V1_ListTemplatesResponse, _ texts: Texts) {
    rows = answer.templates.map { template in
      Row(
        kind: texts.mailKind(template.name), secret: template.carriesSecret,
        essential: template.essential, previews: Preview.all(of: template.name))
    }
  }
}

extension MailTemplatesModel.Preview {
  /// One for each language; `shown` is the one that is seen.
  static func all(of template: String, shown: Language? = nil) -> [Self] {
    Language.allCases.map {
      Self(
        name: $0.ownName, language: $0.rawValue,
        address: SiteURL.mailTemplate(template, language: $0.rawValue).path, current: $0 == shown)
    }
  }
}

struct MailTemplatesView: View {
  static let template = "mail-templates"

  let model: MailTemplatesModel
  let title: String

  var screen: Screen { Screen(title: title) }
}

/// One kind of mail in one language.
struct MailTemplateModel: Equatable, Sendable {
  let kind: String
  let language: String
  let direction: String
  let subject: String
  let text: String
  /// Where the mail is shown as a page of its own.
  let address: String
  let previews: [MailTemplatesModel.Preview]

  init(
    _ mail: Clikc_Notification_V1_PreviewTemplateResponse, name: String, language: Language,
    _ texts: Texts
  ) {
    kind = texts.mailKind(name)
    self.language = language.rawValue
    direction = language.direction.rawValue
    subject = mail.subject
    text = mail.text
    address = SiteURL.mailTemplatePage(name, language: language.rawValue).path
    previews = MailTemplatesModel.Preview.all(of: name, shown: language)
  }
}

struct MailTemplateView: View {
  static let template = "mail-template"

  let model: MailTemplateModel
  let list: String

  var screen: Screen {
    var screen = Screen(title: model.kind)
    screen.trail = [.init(list, .mailTemplates), .init(model.kind)]
    return screen
  }
}
