import CatalogueContract
import Localization
import ProgressContract

/// A course or a category on the dashboard. Courses look like books, categories like shelves.
struct Tile: Equatable, Sendable {
  let title: String
  /// Language of the title when it is content.
  let language: String?
  let address: String
  var picture: String?
  var pictureText = ""
  var bar: ProgressBar?
  /// Where the learner goes on, to the slide or quiz itself.
  var nextAddress: String?
  var nextTitle = ""
  var moreAddress: String?
  var moreLabel: String?
  var completed = false
  /// By when it should be completed, for what is not.
  var due: String?
  var overdue = false
  var starAddress: String?
  var starLabel = ""
  var starred = false
}

extension Tile: TemplateModel {
  var fields: [String: Any?] {
    [
      "title": title, "language": language, "address": address, "picture": picture,
      "pictureText": pictureText, "bar": bar, "nextAddress": nextAddress, "nextTitle": nextTitle,
      "moreAddress": moreAddress, "moreLabel": moreLabel, "completed": completed, "due": due,
      "overdue": overdue, "starAddress": starAddress, "starLabel": starLabel, "starred": starred,
    ]
  }
}

extension Tile {
  init(
    _ course: Clikc_Catalogue_V1_Course, _ progress: Clikc_Progress_V1_CourseProgress?,
    today: String, _ texts: Texts
  ) {
    title = course.title
    language = course.language
    address = SiteURL.course(course.id).path
    picture = course.pictureDigest.isEmpty ? nil : SiteURL.blob(course.pictureDigest).path
    pictureText = course.pictureText
    bar = ProgressBar(progress, texts)
    if let progress, progress.hasNext {
      let next = progress.next
      nextAddress =
        next.quiz
        ? SiteURL.quiz(course: course.id, activity: next.activityID).path
        : SiteURL.lesson(course: course.id, activity: next.activityID).path
      nextTitle = next.title
    }
    moreAddress = SiteURL.courseProgress(course.id).path
    moreLabel = texts("web.dashboard.more-about", ["title": course.title])
    completed = progress?.completed ?? false
    overdue = course.isOverdue(completed: completed, today: today)
    due =
      course.dueOn.isEmpty || completed
      ? nil
      : texts(
        overdue ? "web.dashboard.was-due" : "web.dashboard.due",
        ["day": texts.calendarDay(course.dueOn)])
    starAddress = SiteURL.star(course.id).path
    starred = course.starred
    starLabel = texts(
      starred ? "web.dashboard.unstar" : "web.dashboard.star", ["title": course.title])
  }

  init(_ category: Clikc_Catalogue_V1_Category, lists: Bool, _ texts: Texts) {
    title = category.title(texts)
    language = nil
    address = SiteURL.dashboard(DashboardAddress(category: category.id)).path
  }
}

extension Clikc_Catalogue_V1_Category {
  /// Its title in the reader's language.
  func title(_ texts: Texts) -> String {
    titles[texts.language.rawValue] ?? titles["en"] ?? code
  }
}
