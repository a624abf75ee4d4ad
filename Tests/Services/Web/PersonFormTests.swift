import AuthenticationContract
import IdentityContract
import Localization
import SwiftProtobuf
import Testing

@testable import web

@Suite("The form of a person's roles")
struct PersonFormTests {
  @Test("sends along what its reader may neither give nor take, whatever is typed")
  func kept() throws {
    let texts = Texts(try TestSite().site.catalogue, .english)
    let account = Clikc_Identity_V1_Account.with { $0.roles = [.learner, .tutor, .expert] }
    let typed = try #require(Form("version=3&role=4".utf8))
    for form in [Form(), typed] {
      let coordinator = PersonFormModel.Roles(account, form, administers: false, texts)
      #expect(coordinator.kept == ["4"] && coordinator.choices.map(\.value) == ["2"])
      let administrator = PersonFormModel.Roles(account, form, administers: true, texts)
      #expect(administrator.kept.isEmpty)
      #expect(administrator.choices.map(\.value) == ["2", "3", "4", "5"])
    }
    let unticked = PersonFormModel.Roles(account, typed, administers: false, texts)
    #expect(unticked.choices.map(\.chosen) == [false])
  }
}
