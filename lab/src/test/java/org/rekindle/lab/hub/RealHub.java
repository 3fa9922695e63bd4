// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.rekindle.lab.process.FreePorts;

/** A real JupyterHub with its proxy and its users' servers, as processes; installed once into the cache folder. */
final class RealHub implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final URI address;

    private RealHub(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** A service of the hub: what can be asked with its token. */
    record Service(String token, List<String> scopes) {}

    /** Whether this machine can install it; the proxy's Node comes with Python's packages. */
    static boolean isInstallable() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "python3 -c 'import ensurepip, venv'")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Starts it in a folder and waits until it answers. */
    static RealHub start(Path folder, Map<String, Service> services) throws IOException, InterruptedException {
        PinnedPrograms programs = PinnedPrograms.install("jupyterhub");
        Path config = programs.copy("jupyterhub_config.py", folder);
        int port = FreePorts.take();
        String given = HubJson.text(Map.of(
                "port", port,
                "hubPort", FreePorts.take(),
                "proxyPort", FreePorts.take(),
                "proxy", programs.file("node_modules/.bin/configurable-http-proxy"),
                "homes", folder.resolve("homes").toString(),
                "services", services));
        ProcessBuilder builder = new ProcessBuilder(programs.file("venv/bin/jupyterhub"), "--config", config.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hub.log").toFile());
        builder.environment().put("HUB", given);
        builder.environment().put("PATH", programs.path());
        RealHub hub = new RealHub(builder.start(), URI.create("http://127.0.0.1:" + port + "/base/"));
        try {
            Awaitility.await().atMost(START).ignoreExceptions().until(hub::answers);
            return hub;
        } catch (ConditionTimeoutException e) {
            hub.close();
            throw new IOException("JupyterHub did not start: " + Files.readString(folder.resolve("hub.log")), e);
        }
    }

    /** Its public address, with a slash at its end. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("hub/api/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
