// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// The stubs of the services the gateway calls, one client for each service on the queue.

internal import CatalogueContract
internal import GRPCCore
internal import GatewayContract
internal import IdentityContract
internal import NotificationContract
internal import ProgressContract

/// The services behind the gateway.
struct Callees: Sendable {
  /// Their names on the queue.
  static let names = ["identity", "catalogue", "progress", "notification"]

  let sessions: any Clikc_Identity_V1_Sessions.ClientProtocol
  let passwords: any Clikc_Identity_V1_Passwords.ClientProtocol
  let accounts: any Clikc_Identity_V1_Accounts.ClientProtocol
  let administrations: any Clikc_Identity_V1_Administrations.ClientProtocol
  let policies: any Clikc_Identity_V1_Policies.ClientProtocol
  let register: any Clikc_Identity_V1_Register.ClientProtocol
  let audit: any Clikc_Identity_V1_Audit.ClientProtocol
  let imports: any Clikc_Identity_V1_Imports.ClientProtocol
  let people: any Clikc_Identity_V1_People.ClientProtocol
  let policyDocuments: any Clikc_Identity_V1_PolicyDocuments.ClientProtocol
  let privacy: any Clikc_Identity_V1_Privacy.ClientProtocol
  let profiles: any Clikc_Identity_V1_Profiles.ClientProtocol
  let accountRequests: any Clikc_Identity_V1_AccountRequests.ClientProtocol
  let secondFactors: any Clikc_Identity_V1_SecondFactors.ClientProtocol
  let security: any Clikc_Identity_V1_Security.ClientProtocol
  let categories: any Clikc_Catalogue_V1_Categories.ClientProtocol
  let courses: any Clikc_Catalogue_V1_Courses.ClientProtocol
  let enrolments: any Clikc_Catalogue_V1_Enrolments.ClientProtocol
  let enrolmentData: any Clikc_Catalogue_V1_EnrolmentData.ClientProtocol
  let progressData: any Clikc_Progress_V1_ProgressData.ClientProtocol
  let progress: any Clikc_Progress_V1_Progress.ClientProtocol
  let lessons: any Clikc_Progress_V1_Lessons.ClientProtocol
  let quizzes: any Clikc_Progress_V1_Quizzes.ClientProtocol
  let grades: any Clikc_Progress_V1_Grades.ClientProtocol
  let certificates: any Clikc_Notification_V1_Certificates.ClientProtocol
  let mail: any Clikc_Notification_V1_Mail.ClientProtocol
  let mailData: any Clikc_Notification_V1_MailData.ClientProtocol
  let certificateRegister: any Clikc_Notification_V1_CertificateRegister.ClientProtocol

  init(
    identity: GRPCClient<some ClientTransport>,
    catalogue: GRPCClient<some ClientTransport>,
    progress: GRPCClient<some ClientTransport>,
    notification: GRPCClient<some ClientTransport>
  ) {
    self.sessions = Clikc_Identity_V1_Sessions.Client(wrapping: identity)
    self.passwords = Clikc_Identity_V1_Passwords.Client(wrapping: identity)
    self.accounts = Clikc_Identity_V1_Accounts.Client(wrapping: identity)
    self.administrations = Clikc_Identity_V1_Administrations.Client(wrapping: identity)
    self.policies = Clikc_Identity_V1_Policies.Client(wrapping: identity)
    self.register = Clikc_Identity_V1_Register.Client(wrapping: identity)
    self.audit = Clikc_Identity_V1_Audit.Client(wrapping: identity)
    self.imports = Clikc_Identity_V1_Imports.Client(wrapping: identity)
    self.people = Clikc_Identity_V1_People.Client(wrapping: identity)
    self.policyDocuments = Clikc_Identity_V1_PolicyDocuments.Client(wrapping: identity)
    self.privacy = Clikc_Identity_V1_Privacy.Client(wrapping: identity)
    self.profiles = Clikc_Identity_V1_Profiles.Client(wrapping: identity)
    self.accountRequests = Clikc_Identity_V1_AccountRequests.Client(wrapping: identity)
    self.secondFactors = Clikc_Identity_V1_SecondFactors.Client(wrapping: identity)
    self.security = Clikc_Identity_V1_Security.Client(wrapping: identity)
    self.categories = Clikc_Catalogue_V1_Categories.Client(wrapping: catalogue)
    self.courses = Clikc_Catalogue_V1_Courses.Client(wrapping: catalogue)
    self.enrolments = Clikc_Catalogue_V1_Enrolments.Client(wrapping: catalogue)
    self.enrolmentData = Clikc_Catalogue_V1_EnrolmentData.Client(wrapping: catalogue)
    self.progressData = Clikc_Progress_V1_ProgressData.Client(wrapping: progress)
    self.progress = Clikc_Progress_V1_Progress.Client(wrapping: progress)
    self.lessons = Clikc_Progress_V1_Lessons.Client(wrapping: progress)
    self.quizzes = Clikc_Progress_V1_Quizzes.Client(wrapping: progress)
    self.grades = Clikc_Progress_V1_Grades.Client(wrapping: progress)
    self.certificates = Clikc_Notification_V1_Certificates.Client(wrapping: notification)
    self.mail = Clikc_Notification_V1_Mail.Client(wrapping: notification)
    self.mailData = Clikc_Notification_V1_MailData.Client(wrapping: notification)
    self.certificateRegister = Clikc_Notification_V1_CertificateRegister.Client(wrapping: notification)
  }
}
