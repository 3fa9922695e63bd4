// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What was chosen. */
public enum ChoiceCode {
    /** A remedy that is carried out. */
    CHOSEN,
    /** A remedy that was weighed and is not carried out. */
    NOT_CHOSEN,
    /** A template that may be built from. */
    ALLOWED,
    /** A template that may be built from when no other came up. */
    ALLOWED_LAST,
    /** A template that does not fit, and is tried as the policy says. */
    ALLOWED_BY_POLICY,
    /** The same, when no other came up. */
    ALLOWED_BY_POLICY_LAST,
    /** A template that is not built from. */
    LEFT_OUT,
    /** An upgrade that is made. */
    UPGRADE_TO,
    /** An upgrade that cannot work. */
    NOT_VIABLE,
    /** Nothing of the kind is done. */
    SKIPPED,
    /** Volumes that carry the keep property. */
    KEPT,
    /** Volumes that get the keep property before an approval is asked for. */
    PROTECTED_FIRST,
    /** What could not be found out. */
    NOT_KNOWN,
    /** What could not be found out and is asked again before the delete. */
    NOT_KNOWN_YET,
    /** The state that Magnum reports. */
    REPORTED,
    /** What was tried and worked. */
    TAKEN,
    /** What was tried and changed nothing. */
    IN_VAIN,
    /** What was begun and did not come to its end. */
    GIVEN_UP,
    /** A template that Magnum refused; the next one is tried. */
    NEXT_TEMPLATE,
    /** A cluster that did not come up and was deleted; the next template is tried. */
    DELETED_NEXT_TEMPLATE,
    /** A cluster that was deleted. */
    DELETED,
    /** A cluster that is taken although Magnum reports another state than complete. */
    ACCEPTED,
    /** The UUID that the fleet file is to name. */
    TO_BE_WRITTEN
}
