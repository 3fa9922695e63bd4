// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final RepoSpec SPEC = new RepoSpec("org", "repo", "0123456789abcdef0123456789abcdef01234567");

    @Test
    void everyShapeIsTheOneOfBinderHub() {
        assertThat(Events.phase("waiting", "Waiting for build to start..."))
                .isEqualTo("{\"phase\":\"waiting\",\"message\":\"Waiting for build to start...\\n\"}");
        assertThat(Events.built("image:tag", "Built image, launching..."))
                .isEqualTo("{\"phase\":\"built\",\"message\":\"Built image, launching...\\n\","
                        + "\"imageName\":\"image:tag\"}");
        assertThat(Events.failed("no")).isEqualTo("{\"phase\":\"failed\",\"message\":\"no\\n\"}");
        assertThat(Events.failed(500, "no"))
                .isEqualTo("{\"phase\":\"failed\",\"status_code\":500,\"message\":\"no\\n\"}");
    }

    @Test
    void theLastEventLeadsToTheServer() {
        String ready = Events.ready(
                SPEC,
                "image:tag",
                URI.create("http://hub/user/u/"),
                "secret",
                URI.create("http://binder/"),
                "127.0.0.1");
        assertThat(ready)
                .isEqualTo("{\"phase\":\"ready\",\"message\":\"server running at http://hub/user/u/\\n\","
                        + "\"image\":\"image:tag\",\"repo_url\":\"https://github.com/org/repo\","
                        + "\"token\":\"secret\","
                        + "\"binder_ref_url\":\"https://github.com/org/repo/tree/" + SPEC.ref() + "\","
                        + "\"binder_launch_host\":\"http://binder/\","
                        + "\"binder_request\":\"v2/gh/org/repo/" + SPEC.ref() + "\","
                        + "\"binder_persistent_request\":\"v2/gh/org/repo/" + SPEC.ref() + "\","
                        + "\"binder_client_ip\":\"127.0.0.1\",\"url\":\"http://hub/user/u/\"}");
    }

    @Test
    void theStreamHasEventsAndKeepAlives() throws Exception {
        Feed feed = new Feed();
        feed.publish("{\"phase\":\"waiting\"}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread later = new Thread(() -> {
            await()
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains(":keepalive"));
            feed.publish("{\"phase\":\"failed\"}");
            feed.end();
        });
        later.start();
        new EventStream(out, Duration.ofMillis(20)).send(feed, Duration.ZERO);
        later.join();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("data: {\"phase\":\"waiting\"}\n\n:keepalive\n\n")
                .endsWith("data: {\"phase\":\"failed\"}\n\n");
    }
}
