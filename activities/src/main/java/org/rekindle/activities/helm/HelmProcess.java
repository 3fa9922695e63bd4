// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.Release;
import com.marcnuri.helm.RepoCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.process.FolderRemoval;

/**
 * The child process in which Helm's native code runs: one order as a line of JSON on the standard input, one answer as a
 * marked line of JSON on the standard output.
 *
 * <p>The input stays open for as long as the parent lives. When it ends, be it that the parent was killed, this process
 * halts at once, so that no Helm goes on working in a cluster that another attempt has taken over. It never ends by itself: the parent
 * ends it when it has the answer. If the parent dies before, even in the moment of the answer, the temporary files are removed here.
 *
 * <p>Helm's native code ignores interrupts and, once used, takes the signals that would end the process; that is why it runs
 * here and not in the worker.
 */
public final class HelmProcess {

    /** What the answer's line starts with: native code may write to the same output. */
    static final String MARK = "rekindle-helm-answer ";

    /** Exit code when the parent has gone. */
    static final int ORPHANED = 3;

    /** Helm's own is v1.20.0, which today's charts refuse. */
    private static final String USUAL_VERSION = "v1.33.0";

    private HelmProcess() {}

    /** Started by the parent, never by hand. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        // Not buffered beyond the line: what comes after it is the end, which the watch must see.
        String line = readLine(System.in);
        if (line.isEmpty()) {
            Runtime.getRuntime().halt(ORPHANED);
        }
        HelmRequest order = json.readValue(line, HelmRequest.class);
        Thread watch = haltWithParent(System.in, Path.of(order.workspace()));
        answers.println(MARK + json.writeValueAsString(answer(order)));
        answers.flush();
        watch.join();
    }

    private static HelmResult answer(HelmRequest order) {
        String kubeconfig = order.kubeconfig();
        if (kubeconfig == null) {
            return render(order);
        }
        return carryOut(order, Path.of(kubeconfig));
    }

    private static String readLine(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Thread haltWithParent(InputStream input, Path workspace) {
        Thread watch = new Thread(
                () -> {
                    try {
                        // The parent sends nothing more: this returns when it has gone.
                        input.transferTo(OutputStream.nullOutputStream());
                        FolderRemoval.remove(workspace);
                    } catch (IOException e) {
                        System.err.println("The clean-up after the end of the parent failed: " + e);
                    } finally {
                        Runtime.getRuntime().halt(ORPHANED);
                    }
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    /** The manifests are full of secrets: they are made, and forgotten here. */
    private static HelmResult render(HelmRequest order) {
        try {
            Chart chart = chart(order);
            // Helm.template would ask a cluster for what the templates look up; there is none yet, and so nothing to
            // find.
            InstallCommand template = Helm.install(chart.reference())
                    .withName(order.name())
                    .withNamespace(order.namespace())
                    .clientOnly()
                    .dryRun()
                    .withDryRunOption(DryRun.CLIENT)
                    .withKubeVersion(Objects.requireNonNullElse(order.kubernetesVersion(), USUAL_VERSION));
            if (order.version() != null) {
                template.withVersion(order.version());
            }
            if (chart.repositories() != null) {
                template.withRepositoryConfig(chart.repositories());
            }
            for (Path values : values(order)) {
                template.withValuesFile(values);
            }
            template.call();
            return new HelmResult(null, "rendered", null, 0, null);
        } catch (RuntimeException | IOException e) {
            return new HelmResult(text(e), "rendered", null, 0, null);
        }
    }

    private static HelmResult carryOut(HelmRequest order, Path kubeconfig) {
        boolean known = false;
        try {
            known = status(order, kubeconfig) != null;
            unlinkLibrary(Path.of(order.workspace()));
            Release release = known ? upgrade(order, kubeconfig) : install(order, kubeconfig);
            return answer(null, known, release);
        } catch (RuntimeException | IOException e) {
            return answer(text(e), known, statusIfAny(order, kubeconfig));
        }
    }

    private static String text(Exception e) {
        if (e.getMessage() == null) {
            return e.toString();
        }
        return e.getMessage();
    }

    private static HelmResult answer(@Nullable String error, boolean known, @Nullable Release release) {
        String done = known ? "upgraded" : "installed";
        if (release == null) {
            return new HelmResult(error, done, null, 0, null);
        }
        return new HelmResult(
                error, done, release.getStatus(), Integer.parseInt(release.getRevision()), release.getChart());
    }

    private static @Nullable Release status(HelmRequest order, Path kubeconfig) {
        try {
            return Helm.status(order.name())
                    .withNamespace(order.namespace())
                    .withKubeConfig(kubeconfig)
                    .call();
        } catch (IllegalStateException e) {
            if (e.getMessage() != null && e.getMessage().contains("release: not found")) {
                return null;
            }
            throw e;
        }
    }

    /** After a failure: what Helm has kept of it, or nothing when it cannot be asked either. */
    private static @Nullable Release statusIfAny(HelmRequest order, Path kubeconfig) {
        try {
            return status(order, kubeconfig);
        } catch (RuntimeException e) {
            System.err.println("The release's status could not be read after the failure.");
            return null;
        }
    }

    private static Release install(HelmRequest order, Path kubeconfig) throws IOException {
        Chart chart = chart(order);
        InstallCommand install = Helm.install(chart.reference())
                .withName(order.name())
                .withNamespace(order.namespace())
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .withTimeout(order.timeoutSeconds());
        if (order.version() != null) {
            install.withVersion(order.version());
        }
        if (chart.repositories() != null) {
            install.withRepositoryConfig(chart.repositories());
        }
        for (Path values : values(order)) {
            install.withValuesFile(values);
        }
        return install.call();
    }

    private static Release upgrade(HelmRequest order, Path kubeconfig) throws IOException {
        Chart chart = chart(order);
        UpgradeCommand upgrade = Helm.upgrade(chart.reference())
                .withName(order.name())
                .withNamespace(order.namespace())
                .resetValues()
                .withKubeConfig(kubeconfig)
                .withTimeout(order.timeoutSeconds());
        if (order.version() != null) {
            upgrade.withVersion(order.version());
        }
        if (chart.repositories() != null) {
            upgrade.withRepositoryConfig(chart.repositories());
        }
        for (Path values : values(order)) {
            upgrade.withValuesFile(values);
        }
        return upgrade.call();
    }

    /** @param repositories Helm's list of repositories, null when none is needed */
    private record Chart(String reference, @Nullable Path repositories) {}

    private static Chart chart(HelmRequest order) throws IOException {
        String repository = order.repository();
        if (repository == null) {
            return new Chart(order.chart(), null);
        }
        if (repository.startsWith("oci://")) {
            logIn(order, URI.create(repository).getAuthority());
            return new Chart(repository.replaceAll("/+$", "") + "/" + order.chart(), null);
        }
        Path repositories = Path.of(order.workspace(), "repositories.yaml");
        RepoCommand.RepoSubcommand<Void> add = Helm.repo()
                .add()
                .withRepositoryConfig(repositories)
                .withName("release")
                .withUrl(URI.create(repository));
        if (order.repositoryUser() != null && order.passwordFile() != null) {
            add.withUsername(order.repositoryUser()).withPassword(password(order.passwordFile()));
        }
        add.call();
        return new Chart("release/" + order.chart(), repositories);
    }

    /** Helm keeps the login below {@code HELM_CONFIG_HOME}, which is the workspace. */
    private static void logIn(HelmRequest order, String host) throws IOException {
        if (order.repositoryUser() != null && order.passwordFile() != null) {
            Helm.registry()
                    .login()
                    .withHost(host)
                    .withUsername(order.repositoryUser())
                    .withPassword(password(order.passwordFile()))
                    .call();
        }
    }

    private static String password(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }

    /** Links under plain names: helm-java joins the paths with commas, which would break a path that has one. */
    private static List<Path> values(HelmRequest order) throws IOException {
        List<Path> links = new ArrayList<>();
        for (String file : order.valuesFiles()) {
            Path link = Path.of(order.workspace(), "values-" + links.size() + ".yaml");
            links.add(Files.createSymbolicLink(link, Path.of(file)));
        }
        return links;
    }

    /** The library of 98 MB is loaded by now; without its file, nothing is left behind when this process is killed. */
    private static void unlinkLibrary(Path workspace) throws IOException {
        try (Stream<Path> folders = Files.list(workspace)) {
            for (Path folder : folders.filter(it -> it.getFileName().toString().startsWith("helm-java"))
                    .toList()) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
