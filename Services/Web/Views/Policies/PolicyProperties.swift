import IdentityContract
import Localization
import SwiftProtobuf

/// What the versions of a document have in common, as a form has it.
struct PolicyProperties: Equatable, Sendable {
  var slug = ""
  var titles: [String: String] = [:]
  var required = true
  /// As typed.
  var position = "1"
  var archived = false
  /// Of the properties the form began with; nil when the form does not say.
  var version: Int64?

  init() {}

  init(_ form: Form) {
    position = form["position"]
    slug = form["slug"]
    for language in Language.allCases {
      titles[language.rawValue] = form["title_\(language.rawValue)"]
    }
    required = form["required"] == "1"
    archived = form["archived"] == "1"
    version = Int64(form["version"])
  }

  init(_ document: Clikc_Identity_V1_PolicyDocument) {
    slug = document.slug
    titles = document.titles
    required = document.required
    position = String(document.position)
    archived = document.archived
    version = document.propertiesVersion
  }

  /// Asks for a document that is not there yet.
  var creation: Clikc_Identity_V1_CreatePolicyDocumentRequest {
    .with {
      $0.slug = slug
      $0.titles = titles
      $0.required = required
      $0.position = place
    }
  }

  /// Asks for a change of the one that has the name. Throws PageFault.brokenForm without a version.
  func change() throws -> Clikc_Identity_V1_PutPolicyDocumentRequest {
    guard let version else { throw PageFault.brokenForm }
    return .with {
      $0.slug = slug
      $0.titles = titles
      $0.required = required
      $0.position = place
      $0.archived = archived
      $0.propertiesVersion = version
    }
  }

  /// What is no number is refused like one out of range.
  private var place: Int32 { Int32(position) ?? -1 }
}

/// Their form.
struct PolicyPropertiesModel: Equatable, Sendable {
  let slug: String
  let slugFault: String?
  let titles: [Title]
  let required: Bool
  let position: String
  let positionFault: String?
  let archived: Bool
  let version: String
  let fault: String?

  /// The title in one language.
  struct Title: Equatable, Sendable {
    let field: String
    let language: String
    let direction: String
    let label: String
    let value: String
    let titleFault: String?
  }

  init(_ values: PolicyProperties, _ faults: FieldFaults, _ texts: Texts) {
    slug = values.slug
    slugFault = faults["slug"]
    required = values.required
    position = values.position
    positionFault = faults["position"]
    archived = values.archived
    version = values.version.map { String($0) } ?? ""
    fault = faults.form
    titles = Language.allCases.map {
      Title(
        field: "title_\($0.rawValue)", language: $0.rawValue, direction: $0.direction.rawValue,
        label: texts("web.policies.title-in", ["language": texts.name(of: $0)]),
        value: values.titles[$0.rawValue] ?? "", titleFault: faults["titles.\($0.rawValue)"])
    }
  }
}

/// The form of a document that is not there yet.
struct NewPolicyModel: Equatable, Sendable {
  let properties: PolicyPropertiesModel

  init(_ properties: PolicyPropertiesModel) { self.properties = properties }
}

struct NewPolicyView: View {
  static let template = "new-policy"

  let model: NewPolicyModel
  let title: String
  let list: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.trail = [.init(list, .policies), .init(title)]
    return screen
  }
}
