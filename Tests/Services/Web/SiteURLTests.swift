import Testing

@testable import web

@Suite("Addresses")
struct SiteURLTests {
  @Test(
    "are spelled in one place, encoded",
    arguments: [
      (SiteURL.front, "/"),
      (.signIn(returnTo: "/a?b=c&d"), "/login?return=%2Fa%3Fb%3Dc%26d"),
      (.signIn(username: "abena"), "/login?username=abena"),
      (.dashboard(), "/dashboard"),
      (
        .dashboard(DashboardAddress(lists: true, state: .completed, query: "é")),
        "/dashboard?view=courses&state=completed&q=%C3%A9"
      ),
      (.dashboard(DashboardAddress(lists: true, part: 2)), "/dashboard?view=courses&page=2"),
      (.course("1"), "/courses/1"),
      (
        .undelivered(UndeliveredFilter(kind: "new_account"), done: "sent"),
        "/people/mail?kind=new_account&done=sent"
      ),
      (.undeliveredInvitation("1", UndeliveredFilter()), "/people/mail/1/invitation"),
      (.verify(code: "a/b"), "/verify/a%2Fb"),
      (.lesson(course: "1", activity: "2", slide: "s"), "/courses/1/lessons/2?slide=s"),
      (.attempt("1", page: 2), "/attempts/1?page=2"),
      (.certificateFile("1"), "/api/v1/courses/1/certificate/pdf"),
      (.certificateCredential("1"), "/api/v1/courses/1/certificate/credential"),
      (.policyStatement(version: 4, language: "ar"), "/api/v1/my/policies/4/pdf?language=ar"),
      (.gradesDocument(language: "ar"), "/api/v1/my/grades/pdf?language=ar"),
      (.courseGradesDocument("1", language: "fr"), "/api/v1/courses/1/grades/pdf?language=fr"),
    ])
  func spelling(_ address: SiteURL, _ path: String) {
    #expect(address.path == path)
  }
}
