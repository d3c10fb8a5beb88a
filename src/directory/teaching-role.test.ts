import { isTeaching } from './teaching-role';

describe('a role that lets somebody see what happens in a course', () => {
  it.each([
    'Instructor',
    'Instructor#TeachingAssistant',
    'Instructor#Grader',
    'TeachingAssistant',
    'TeachingAssistant#TeachingAssistantSection',
    'urn:lti:role:ims/lis/Instructor',
    'urn:lti:role:ims/lis/TeachingAssistant/TeachingAssistant',
  ])('is %s', (role) => expect(isTeaching(role)).toBe(true));

  it.each([
    'Learner',
    'Learner#Instructor',
    'NonInstructor',
    'InstructorOfNothing',
    'instructor',
    'Mentor',
    'Manager',
    'Administrator',
    'ContentDeveloper',
    'https://evil.example/roles#Instructor',
    '',
  ])('is not %p', (role) => expect(isTeaching(role)).toBe(false));
});
