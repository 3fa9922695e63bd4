// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

/** In which order templates are tried when a cluster is built. */
public enum TemplatePolicy {
    /** Only the templates whose chart and Kubernetes version fit together, in the fleet file's order. */
    FITTING,
    /** As the fleet file lists them, without asking whether they fit. */
    AS_LISTED
}
