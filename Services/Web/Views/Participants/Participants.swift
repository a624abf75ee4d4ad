import CatalogueContract
import Foundation
import SwiftProtobuf

/// Who takes part in a course, and for tutors who could.
struct ParticipantsModel: Equatable, Sendable {
  let course: String
  let courseTitle: String
  let address: String
  let search: String
  let people: [Row]
  /// Whether usernames and addresses are shown.
  let showsContacts: Bool
  let next: String?
  let mayEnrol: Bool
  let candidateSearch: String
  let candidates: [Candidate]
  /// Said when nobody was found.
  let nobody: Bool
  let fault: String?
  let notice: String?

  /// A participant.
  struct Row: Equatable, Sendable {
    let name: String
    let profile: String
    let username: String
    let email: String
    let role: String
    let since: String
    /// By when they should have completed it, in words; and YYYY-MM-DD for the form.
    let due: String
    let dueOn: String
    /// Where the form goes; tutors have no such day.
    let dueAddress: String?
    let dueLabel: String
    let dueFault: String?
    let removeAddress: String
    let removeLabel: String
    /// The learner's grades, for those who may see them.
    let grades: String?
    let gradesLabel: String
  }

  /// Somebody who could be enrolled.
  struct Candidate: Equatable, Sendable {
    let id: String
    let name: String
    let username: String
    let email: String
    let enrolled: Bool
    let label: String
  }
}

extension ParticipantsModel {
  /// What the page was asked for, and what happened before.
  struct Request: Equatable, Sendable {
    var course = ""
    var search = ""
    var page: String?
    var candidateSearch = ""
    var notice: String?
    var fault: String?
    var due: RefusedDay?
  }

  /// A day that was not accepted.
  struct RefusedDay: Equatable, Sendable {
    let account: String
    let day: String
    let fault: String?

    init(_ account: String, _ day: String, _ fault: String?) {
      self.account = account
      self.day = day
      self.fault = fault
    }
  }

  init(
    _ answer: Clikc_Catalogue_V1_ListParticipantsResponse,
    _ found: [Clikc_Catalogue_V1_Participant], _ request: Request, _ texts: Texts
  ) {
    course = request.course
    courseTitle = answer.courseTitle
    address = SiteURL.participants(request.course).path
    search = request.search
    showsContacts = answer.mayEnrol
    people = answer.participants.map { Row($0, request, mayGrade: answer.mayGrade, texts) }
    next =
      answer.nextPageToken.isEmpty
      ? nil
      : SiteURL.participants(
        request.course, query: request.search.isEmpty ? nil : request.search,
        page: answer.nextPageToken
      ).path
    mayEnrol = answer.mayEnrol
    candidateSearch = request.candidateSearch
    candidates = found.map { Candidate($0, texts) }
    nobody = !request.candidateSearch.isEmpty && found.isEmpty && request.fault == nil
    fault = request.fault
    notice = request.notice
  }
}

extension ParticipantsModel.Row {
  init(
    _ person: Clikc_Catalogue_V1_Participant, _ request: ParticipantsModel.Request, mayGrade: Bool,
    _ texts: Texts
  ) {
    let refused = request.due.flatMap { $0.account == person.accountID ? $0 : nil }
    name = person.name
    profile = SiteURL.personProfile(person.accountID).path
    username = person.username
    email = person.email
    role = texts(person.role == .tutor ? "web.course-role.2" : "web.course-role.1")
    since = person.hasEnrolledAt ? texts.day(person.enrolledAt.date) : ""
    due = person.dueOn.isEmpty ? "" : texts.calendarDay(person.dueOn)
    dueOn = refused?.day ?? person.dueOn
    dueAddress =
      person.role == .tutor
      ? nil : SiteURL.dueDate(course: request.course, account: person.accountID).path
    dueLabel = texts("web.participants.due-one", ["name": person.name])
    dueFault = refused?.fault
    removeAddress =
      SiteURL.removeParticipant(course: request.course, account: person.accountID).path
    removeLabel = texts("web.participants.remove-one", ["name": person.name])
    grades =
      mayGrade && person.role == .learner
      ? SiteURL.learnerGrades(course: request.course, account: person.accountID).path : nil
    gradesLabel = texts("web.decide.grades-of", ["name": person.name])
  }
}

extension ParticipantsModel.Candidate {
  init(_ person: Clikc_Catalogue_V1_Participant, _ texts: Texts) {
    id = person.accountID
    name = person.name
    username = person.username
    email = person.email
    enrolled = person.role != .unspecified
    label = texts("web.participants.enrol-one", ["name": person.name])
  }
}

struct ParticipantsView: View {
  static let template = "participants"

  let model: ParticipantsModel
  let title: String
  let home: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: "\(title) - \(model.courseTitle)")
    screen.status = status
    screen.trail = [
      .init(home, .dashboard()), .init(model.courseTitle, .course(model.course)), .init(title),
    ]
    screen.course = .init(
      id: model.course, title: model.courseTitle, language: "", current: .participants)
    return screen
  }
}
