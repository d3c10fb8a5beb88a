import { isObject, type Json, type JsonObject } from '../kernel/json';
import { readTimestamp, type SqlTime } from '../kernel/timestamp';
import { nodeId, nodeType, objectOf, textOf } from './node';
import { actionTerm } from './term';

/** What was sent to a tool when somebody opened it (LTI). */
export interface LaunchInfo {
  readonly launchUrl: string | null;
  readonly launchParameters: JsonObject | null;
  readonly customParameters: JsonObject | null;
}

/** Where somebody came back to from a tool (LTI). */
export interface LaunchReturn {
  readonly destinationUrl: string | null;
  readonly linkId: string | null;
  readonly launchTime: SqlTime | null;
}

const LTI_1_3_CUSTOM = 'https://purl.imsglobal.org/spec/lti/claim/custom';

/**
 * The launch that an event tells of: Blackboard's LTILaunchInfo, or what a ToolLaunchEvent of Caliper
 * 1.2 (section 2, Tool Launch Profile) says of the same: the target link, the message parameters.
 * @returns null when the event tells of no launch. The object's type decides, not the action:
 * Blackboard's 1.1 events of a launch say LoggedIn.
 */
export function launchInfo(event: JsonObject): LaunchInfo | null {
  const object = objectOf(event, 'object');
  if (object !== null && (typeOf(object) === 'LTILaunchInfo' || 'launchUrl' in object)) {
    return {
      launchUrl: textOf(object, 'launchUrl'),
      launchParameters: objectOf(object, 'launchParameters'),
      customParameters: objectOf(object, 'customParameters'),
    };
  }
  if (!isToolLaunch(event, 'Launched')) return null;
  const parameters = objectOf(objectOf(event, 'federatedSession'), 'messageParameters');
  return {
    launchUrl: nodeId(event.target) ?? nodeId(event.object),
    launchParameters: parameters,
    customParameters: objectOf(parameters, 'custom') ?? objectOf(parameters, LTI_1_3_CUSTOM),
  };
}

/**
 * The return from a tool that an event tells of: Blackboard's LTILaunchReturnInfo, or a
 * ToolLaunchEvent: the target is where one came to, the referrer the link that had been followed.
 * @returns null when the event tells of no return.
 */
export function launchReturn(event: JsonObject): LaunchReturn | null {
  const object = objectOf(event, 'object');
  if (object !== null && (typeOf(object) === 'LTILaunchReturnInfo' || 'destinationUrl' in object)) {
    return {
      destinationUrl: textOf(object, 'destinationUrl'),
      linkId: textOf(object, 'linkId'),
      launchTime: timeOf(object.launchTime),
    };
  }
  if (!isToolLaunch(event, 'Returned')) return null;
  return {
    destinationUrl: nodeId(event.target),
    linkId: nodeId(event.referrer),
    launchTime: timeOf(objectOf(event, 'federatedSession')?.startedAtTime),
  };
}

function isToolLaunch(event: JsonObject, action: string): boolean {
  if (typeOf(event) !== 'ToolLaunchEvent') return false;
  const sent = textOf(event, 'action');
  return sent !== null && actionTerm(sent).normalized === action;
}

function typeOf(node: Json): string | null {
  return isObject(node) ? (nodeType(node)?.term ?? null) : null;
}

function timeOf(value: Json | undefined): SqlTime | null {
  return typeof value === 'string' ? (readTimestamp(value)?.time ?? null) : null;
}
