// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.tools.FoundTool.Origin;

final class ToolDownloadTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.go();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void unpacksAnArchiveWhoseChecksumIsRight() throws Exception {
        byte[] archive = archive("linux-amd64/helm");
        serve(200, archive);

        FoundTool helm = obtain(new ToolSpec.Download("linux-amd64", address(), sha256(archive), "linux-amd64/helm"));

        assertThat(helm.origin()).isEqualTo(Origin.DOWNLOADED);
        assertThat(helm.path()).isExecutable().content().contains("echo downloaded");
        assertThat(sandbox.goRuns()).isEmpty();
    }

    @Test
    void takesAFileThatIsTheToolItself() throws Exception {
        byte[] tool = "#!/bin/sh\necho plain\n".getBytes(StandardCharsets.UTF_8);
        serve(200, tool);

        FoundTool helm = obtain(new ToolSpec.Download("linux-amd64", address(), sha256(tool), null));

        assertThat(helm.path()).isExecutable().content().contains("echo plain");
    }

    @Test
    void throwsAwayWhatHasAnotherChecksumAndBuildsInstead() throws Exception {
        serve(200, archive("linux-amd64/helm"));

        FoundTool helm = obtain(new ToolSpec.Download("linux-amd64", address(), "ab".repeat(32), "linux-amd64/helm"));

        assertThat(helm.origin()).isEqualTo(Origin.BUILT);
        assertThat(helm.path()).content().contains("echo built");
        assertThat(sandbox.said)
                .anySatisfy(line -> assertThat(line).contains("abababab", "it is not used", "building it instead"));
    }

    @Test
    void buildsWhatTheOutsideDoesNotHave() throws Exception {
        serve(404, new byte[0]);

        FoundTool helm = obtain(new ToolSpec.Download("linux-amd64", address(), "ab".repeat(32), null));

        assertThat(helm.origin()).isEqualTo(Origin.BUILT);
        assertThat(sandbox.said).anySatisfy(line -> assertThat(line).contains("answered 404"));
    }

    @Test
    void buildsWhenTheOutsideCannotBeReached() {
        URI unused = address();
        server.stop(0);

        FoundTool helm = obtain(new ToolSpec.Download("linux-amd64", unused, "ab".repeat(32), null));

        assertThat(helm.origin()).isEqualTo(Origin.BUILT);
    }

    @Test
    void leavesAnotherPlatformsArchiveAlone() {
        FoundTool helm = obtain(new ToolSpec.Download("darwin-arm64", address(), "ab".repeat(32), null));

        assertThat(helm.origin()).isEqualTo(Origin.BUILT);
        assertThat(sandbox.said).noneSatisfy(line -> assertThat(line).contains("downloading"));
    }

    private FoundTool obtain(ToolSpec.Download download) {
        return sandbox.finder(Sandbox.HELM, download).obtain(Sandbox.HELM, sandbox.progress());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tool.tar.gz");
    }

    private void serve(int status, byte[] body) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private byte[] archive(String member) throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        sandbox.script(tree.resolve(member), "echo downloaded");
        Path archive = folder.resolve("tool.tar.gz");
        Process tar = new ProcessBuilder(List.of("tar", "-czf", archive.toString(), "-C", tree.toString(), member))
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(archive);
    }

    private static String sha256(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
