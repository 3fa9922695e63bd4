// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import org.jspecify.annotations.Nullable;

/**
 * What the child process says at its end.
 *
 * @param error Helm's own text, null when all went well; the other values are what Helm knows of the release then
 * @param action {@code installed}, {@code upgraded} or {@code rendered}
 * @param status Helm's own, such as {@code deployed}; null when there is no release
 * @param chart name and version of the chart, null when there is no release
 */
record HelmResult(
        @Nullable String error,
        String action,
        @Nullable String status,
        int revision,
        @Nullable String chart) {}
