// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real API server for the nodes and pods that a test makes; nothing runs on them. */
abstract class NodesOfATest {

    @TempDir
    private static Path folder;

    static KubernetesClient client;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(folder);
        client = server.client();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("hub")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Takes away what an earlier test has made. */
    static void clear() {
        client.pods()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
        client.nodes().delete();
    }
}
