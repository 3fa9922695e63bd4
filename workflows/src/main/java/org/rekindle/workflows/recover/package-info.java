// SPDX-License-Identifier: Apache-2.0
/**
 * Recovers one cluster: {@link org.rekindle.workflows.recover.RecoverClusterImpl} says in which order the stages of {@link
 * org.rekindle.workflows.stage} and {@link org.rekindle.workflows.teardown} come.
 */
@NullMarked
package org.rekindle.workflows.recover;

import org.jspecify.annotations.NullMarked;
