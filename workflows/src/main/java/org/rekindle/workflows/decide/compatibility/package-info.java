// SPDX-License-Identifier: Apache-2.0
/**
 * Which Cluster API chart fits which Kubernetes version: what the site itself publishes, then the table, then what lies between its
 * rows.
 */
@NullMarked
package org.rekindle.workflows.decide.compatibility;

import org.jspecify.annotations.NullMarked;
