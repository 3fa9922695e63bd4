// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A status of Magnum, of a cluster or a node group, such as {@code CREATE_IN_PROGRESS}. Decisions ask it; people are shown its text.
 * In JSON it is that text.
 *
 * @param raw what Magnum says; {@code UNKNOWN} when it says nothing
 */
public record ClusterStatus(Action action, Progress progress, String raw) {

    /** What Magnum does, or did last. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        /** Another one, such as {@code RESUME}, or none. */
        OTHER
    }

    /** How far it is. */
    public enum Progress {
        IN_PROGRESS,
        COMPLETE,
        FAILED,
        /** The text is none of Magnum's. Nothing is planned on it. */
        UNKNOWN
    }

    /** For a moment after it accepted a request Magnum shows none. */
    public static final ClusterStatus UNKNOWN = new ClusterStatus(Action.OTHER, Progress.UNKNOWN, "UNKNOWN");

    private static final Pattern STATUS = Pattern.compile("[A-Z]+_(IN_PROGRESS|COMPLETE|FAILED)");

    /** Reads Magnum's text; an absent or blank one is {@link #UNKNOWN}. */
    @JsonCreator
    public static ClusterStatus of(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return UNKNOWN;
        }
        Matcher status = STATUS.matcher(raw);
        Progress progress = status.matches() ? Progress.valueOf(status.group(1)) : Progress.UNKNOWN;
        return new ClusterStatus(action(raw), progress, raw);
    }

    private static Action action(String raw) {
        return Arrays.stream(Action.values())
                .filter(action -> raw.startsWith(action + "_"))
                .findFirst()
                .orElse(Action.OTHER);
    }

    /** Whether it is this very status. */
    public boolean is(Action action, Progress progress) {
        return this.action == action && this.progress == progress;
    }

    /** Whether it is one of Magnum's. */
    public boolean isKnown() {
        return progress != Progress.UNKNOWN;
    }

    /** Whether Magnum is done and all is well. */
    public boolean isComplete() {
        return progress == Progress.COMPLETE;
    }

    /** Whether Magnum has stopped trying. */
    public boolean isFailed() {
        return progress == Progress.FAILED;
    }

    /** Whether Magnum is at work. */
    public boolean isInProgress() {
        return progress == Progress.IN_PROGRESS;
    }

    /** Whether the cluster is going or meant to go: its delete is under way, done or failed. */
    public boolean isLeaving() {
        return action == Action.DELETE;
    }

    /** Magnum's text, for people. */
    @Override
    @JsonValue
    public String toString() {
        return raw;
    }
}
