// SPDX-License-Identifier: Apache-2.0
/** What people are told about a cluster, who is told, and when. */
@NullMarked
package org.rekindle.workflows.model.notify;

import org.jspecify.annotations.NullMarked;
