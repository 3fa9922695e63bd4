// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

/**
 * How large a group is.
 *
 * @param registered nodes in the API
 * @param upcoming nodes that were asked for and do not take pods yet, some of them registered
 * @param target nodes that there will be
 */
public record GroupSize(int registered, int upcoming, int target) {}
