// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of BinderHub's build stream, as JSON ({@code binderhub/builder.py}, {@code launcher.py}). */
final class Events {
    private Events() {}

    static String phase(String phase, String message) {
        return HubJson.text(ordered("phase", phase, "message", message + "\n"));
    }

    static String failed(String message) {
        return phase("failed", message);
    }

    /** What becomes of an exception in the handler: the stream has no status any more, so it is sent as an event. */
    static String failed(int statusCode, String message) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("phase", "failed");
        event.put("status_code", statusCode);
        event.put("message", message + "\n");
        return HubJson.text(event);
    }

    /** Built now, or found in the registry: only the message says which. */
    static String built(String image, String message) {
        return HubJson.text(ordered("phase", "built", "message", message + "\n", "imageName", image));
    }

    static String ready(RepoSpec spec, String image, URI server, String token, URI binder, String clientAddress) {
        return HubJson.text(ordered(
                "phase",
                "ready",
                "message",
                "server running at " + server + "\n",
                "image",
                image,
                "repo_url",
                spec.url(),
                "token",
                token,
                "binder_ref_url",
                spec.url() + "/tree/" + spec.commit(),
                "binder_launch_host",
                binder.toString(),
                "binder_request",
                "v2/gh/" + spec.text(),
                "binder_persistent_request",
                "v2/gh/" + spec.resolved(),
                "binder_client_ip",
                clientAddress,
                "url",
                server.toString()));
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> event = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            event.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return event;
    }
}
