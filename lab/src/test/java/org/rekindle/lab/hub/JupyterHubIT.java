// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, held by a real JupyterHub with its real proxy, user's server and kernel. */
class JupyterHubIT extends HubContract {

    @TempDir
    private static Path hubFolder;

    private @Nullable RealHub hub;
    private @Nullable PlainProxy ingress;
    private @Nullable LoginProxy login;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(
                RealHub.isInstallable(),
                "No python3 with venv, so a real JupyterHub cannot be installed: run lab/install-extras");
        hub = RealHub.start(
                hubFolder,
                Map.of(
                        "canary", new RealHub.Service(TOKEN, List.of("admin:users", "servers", "tokens")),
                        "onlooker", new RealHub.Service(WEAK, List.of("read:users", "list:users"))));
        ingress = new PlainProxy(hub.address());
    }

    @AfterAll
    void stop() throws IOException {
        if (login != null) {
            login.close();
        }
        if (ingress != null) {
            ingress.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Override
    URI hub() {
        return requireNonNull(hub).address();
    }

    /** Its proxy is its own child, and ends with it. */
    @Override
    void aDeadProxyIsNotADeadHub() {}

    @Override
    void scale(String deployment, int pods) {
        throw new UnsupportedOperationException("a hub of processes has no Deployments");
    }

    @Override
    String withoutEndpoint() {
        throw new UnsupportedOperationException("a hub of processes has no ingress");
    }

    @Override
    URI withoutWebsockets() {
        return requireNonNull(ingress).address();
    }

    @Override
    URI behindLogin(String header, String value) throws IOException {
        login = new LoginProxy(hub(), header, value);
        return login.address();
    }
}
