/**
 * LIS 2.0's Instructor with its sub-roles (`Instructor#TeachingAssistant`, `Instructor#Grader`), and the
 * TeachingAssistant that older senders have as a role of its own; LTI 1.1's names of the same.
 */
const TEACHING = /^(?:urn:lti:role:ims\/lis\/)?(?:Instructor|TeachingAssistant)(?:[#/].*)?$/;

/**
 * Whether a role of a membership lets its person see what happens in the course. A Mentor, ContentDeveloper,
 * Manager or Administrator of a course does not teach there: give them a key, or a role that does.
 * @param role as the directory keeps it: without the LIS namespace.
 */
export function isTeaching(role: string): boolean {
  return TEACHING.test(role);
}
