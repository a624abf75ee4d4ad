internal import AuthenticationContract
internal import CatalogueContract
internal import Foundation
internal import IdentityContract
internal import SwiftProtobuf

/// What a demo consists of, as `site.yaml` in its directory says; the courses lie beside it.
struct DemoSite {
  /// Somebody who gets an account.
  struct Person: Equatable {
    let name: String
    let username: String
    let email: String
    let language: String
    let city: String
    let country: String
    /// Codes of the courses they take part in.
    let courses: [String]
  }

  /// The administration of everybody but the administrator.
  let administration: Clikc_Identity_V1_PutAdministrationRequest
  /// Parents first.
  let categories: [Clikc_Catalogue_V1_PutCategoryRequest]
  let people: [DemoRecord.Part: Person]
  /// Language code to Markdown.
  let policy: [String: String]
  let courses: [CourseFile]

  /// Reads a directory: `site.yaml`, `policy/<language>.md` and `courses/<code>/course.yaml`.
  init(_ directory: URL) throws {
    let file = directory.appending(path: "site.yaml")
    let value = try YAMLValue.read(file, shownAs: file.path())
    (self.administration, self.categories, self.people) = try value.mapping { keys in
      (
        try Self.administration(keys.required("administration")),
        try keys.required("categories").list().map(Self.category),
        try Self.people(keys.required("people"))
      )
    }
    self.policy = try Self.policy(directory.appending(path: "policy"))
    self.courses = try Self.courses(directory.appending(path: "courses"))
  }

  private static func administration(
    _ value: YAMLValue
  ) throws -> Clikc_Identity_V1_PutAdministrationRequest {
    try value.mapping { keys in
      var request = Clikc_Identity_V1_PutAdministrationRequest()
      request.code = try keys.text("code")
      request.names = try Self.texts(keys.required("names"))
      return request
    }
  }

  private static func category(
    _ value: YAMLValue
  ) throws -> Clikc_Catalogue_V1_PutCategoryRequest {
    try value.mapping { keys in
      var request = Clikc_Catalogue_V1_PutCategoryRequest()
      request.code = try keys.text("code")
      request.parentCode = try keys.text("parent", or: "")
      request.language = try keys.text("language", or: "")
      request.position = try keys.optional("position")?.integer() ?? 0
      request.titles = try Self.texts(keys.required("titles"))
      return request
    }
  }

  private static func people(_ value: YAMLValue) throws -> [DemoRecord.Part: Person] {
    try value.mapping { keys in
      var people: [DemoRecord.Part: Person] = [:]
      for part in DemoRecord.Part.allCases {
        people[part] = try Self.person(keys.required(part.rawValue))
      }
      return people
    }
  }

  private static func person(_ value: YAMLValue) throws -> Person {
    try value.mapping { keys in
      Person(
        name: try keys.text("name"), username: try keys.text("username"),
        email: try keys.text("email"), language: try keys.text("language"),
        city: try keys.text("city", or: ""), country: try keys.text("country", or: ""),
        courses: try keys.list("courses").map { try $0.text() })
    }
  }

  /// One text for each of the five languages.
  private static func texts(_ value: YAMLValue) throws -> [String: String] {
    try value.mapping { keys in
      var texts: [String: String] = [:]
      for language in Self.languages { texts[language] = try keys.text(language) }
      return texts
    }
  }

  private static func policy(_ directory: URL) throws -> [String: String] {
    var texts: [String: String] = [:]
    for language in Self.languages {
      let file = directory.appending(path: "\(language).md")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw FileFault(file.path(), "", "cannot be read as UTF-8 text")
      }
      texts[language] = text
    }
    return texts
  }

  private static func courses(_ directory: URL) throws -> [CourseFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path()).sorted()
    return try names.filter { !$0.hasPrefix(".") }.map { name in
      try CourseFile(directory.appending(path: name).appending(path: "course.yaml"))
    }
  }

  private static let languages = ["en", "fr", "ar", "es", "pt"]
}
