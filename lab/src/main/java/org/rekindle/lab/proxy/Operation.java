// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.util.regex.Pattern;
import org.rekindle.workflows.decide.text.Text;

/**
 * What a request asks for, known by its method and its path. The first that fits is it. Requests that Rekindle sends at the same
 * time are different operations, so that the numbers in each do not depend on which comes first.
 */
public enum Operation {
    CREATE("POST", "/clusters", true),
    UPGRADE("POST", "/clusters/[^/]+/actions/upgrade", true),
    RESIZE("POST", "/clusters/[^/]+/actions/resize", true),
    DELETE("DELETE", "/clusters/[^/]+", true),
    ADD_NODE_GROUP("POST", "/clusters/[^/]+/nodegroups", true),
    SIGN("POST", "/certificates", true),
    LOG_IN("POST", "/auth/tokens", false),
    LIST_CLUSTERS("GET", "/clusters", false),
    SHOW_CLUSTER("GET", "/clusters/[^/]+", false),
    LIST_NODE_GROUPS("GET", "/clusters/[^/]+/nodegroups", false),
    SHOW_NODE_GROUP("GET", "/clusters/[^/]+/nodegroups/[^/]+", false),
    SHOW_AUTHORITY("GET", "/certificates/[^/]+", false),
    LIST_TEMPLATES("GET", "/clustertemplates", false),
    LIST_IMAGES("GET", "/images", false),
    LIST_VOLUMES("GET", "/volumes/detail", false),
    LOOK_ELSEWHERE("GET", ".*", false),
    CHANGE_ELSEWHERE(".*", ".*", true);

    private final Pattern method;
    private final Pattern path;
    private final boolean changes;

    Operation(String method, String path, boolean changes) {
        this.method = Pattern.compile(method);
        // A service's path begins with where it is and with its version.
        this.path = Pattern.compile("(/[^/]+)*?(/v\\d+(\\.\\d+)?)?" + path + "/?");
        this.changes = changes;
    }

    /** The operation of a request. */
    public static Operation of(String method, String path) {
        for (Operation operation : values()) {
            if (operation.method.matcher(method).matches()
                    && operation.path.matcher(path).matches()) {
                return operation;
            }
        }
        throw new IllegalStateException("The last operation fits everything");
    }

    /** Whether it changes the cloud. */
    public boolean changes() {
        return changes;
    }

    /** As people write it. */
    public String words() {
        return Text.constant(name());
    }
}
