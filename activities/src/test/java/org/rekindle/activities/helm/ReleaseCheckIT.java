// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.RepositoryAccess;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** Releases that are rendered by the real Helm, with no cluster anywhere. */
class ReleaseCheckIT {

    @TempDir
    private Path folder;

    private Path chart;

    /** The authority of the OCI registry, where there is one. */
    private Path trust;

    private HelmJavaActivities activities;

    @BeforeEach
    void makeChart() throws IOException {
        trust = folder.resolve("trust.pem");
        activities = new HelmJavaActivities(
                new KubernetesClients(new FileSecretStore(folder.resolve("secrets"))), this::withTrust);
        chart = folder.resolve("demo");
        Files.createDirectories(chart.resolve("templates"));
        write("Chart.yaml", "{apiVersion: v2, name: demo, version: 0.1.0, kubeVersion: '>=1.30.0-0'}\n");
        write("values.yaml", "text: none\n");
        write("values.schema.json", """
                {"properties": {"replicas": {"type": "integer"}}}
                """);
        write("templates/map.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{ .Release.Name }}}
                data: {text: {{ required "text is needed" .Values.text | quote }}}
                """);
    }

    @Test
    void everyReleaseOfAListIsRenderedForTheVersionToCome() throws IOException {
        List<Path> before = foldersOfHelm();
        List<ReleaseCheck> checks = check("v1.33.2", release("one", values("a.yaml", "text: x\n")), release("two"));

        assertThat(checks)
                .containsExactly(
                        new ReleaseCheck("one", true, "Release one renders for Kubernetes v1.33.2."),
                        new ReleaseCheck("two", true, "Release two renders for Kubernetes v1.33.2."));
        assertThat(foldersOfHelm()).as("what it left behind").isSubsetOf(before);
    }

    @Test
    void nothingIsLeftWhenTheWorkerDiesInTheMomentOfTheAnswer() throws Exception {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        ProcessBuilder builder = new ProcessBuilder(HelmChild.command(workspace)).directory(workspace.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process child = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            child.getOutputStream()
                    .write((new ObjectMapper().writeValueAsString(order(workspace)) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            child.getOutputStream().flush();
            assertThat(output.readLine()).startsWith(HelmProcess.MARK);

            child.getOutputStream().close();

            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(workspace).doesNotExist();
        } finally {
            child.destroyForcibly();
        }
    }

    private HelmRequest order(Path workspace) {
        return new HelmRequest(
                null,
                workspace.toString(),
                "demo",
                "demo",
                chart.toString(),
                null,
                null,
                List.of(),
                60,
                null,
                null,
                null);
    }

    @Test
    void whatHelmTakesOddlyRendersHereToo() throws IOException {
        assertThat(check(
                        "v1.33.2",
                        release("windows", values("crlf.yaml", "text: x\r\nother: y\r\n")),
                        release("marked", values("bom.yaml", "\uFEFFtext: x\n")),
                        release("empty", values("empty.yaml", ""), values("comment.yaml", "# nothing\n---\n")),
                        release("anchors", values("anchors.yaml", "a: &a {text: x}\n<<: *a\nb: [*a, *a]\n"))))
                .allSatisfy(check -> assertThat(check.ok()).as(check.sentence()).isTrue());
    }

    @Test
    void aVendoredLibraryAndChartsThatSayNoApiVersionRender() throws IOException {
        write("Chart.yaml", """
                name: demo
                version: 0.1.0
                dependencies: [{name: common, version: 2.x.x, repository: 'https://c.example'}]
                """);
        for (String name : List.of("common", "old")) {
            Files.createDirectories(chart.resolve("charts/" + name + "/templates"));
        }
        write("charts/common/Chart.yaml", "{apiVersion: v2, name: common, version: 2.30.0, type: library}\n");
        write("charts/common/templates/_names.tpl", "{{ define \"common.name\" }}x{{ end }}\n");
        write("charts/old/Chart.yaml", "{name: old, version: 1.0.0}\n");

        assertThat(check("v1.33.2", release("vendored", values("tab.yaml", "text:\t\"x\"\t# y\n"))))
                .singleElement()
                .satisfies(check -> assertThat(check.ok()).as(check.sentence()).isTrue());
    }

    @Test
    void whatHelmRefusesIsSaidBeforeHelmIsAsked() throws IOException {
        List<String> refused = List.of("%YAML 1.2\n---\ntext: x\n", "<<: text\n", "text: .nan\n");
        for (String text : refused) {
            assertThat(check("v1.33.2", release("refused", values("refused.yaml", text))))
                    .singleElement()
                    .extracting(ReleaseCheck::sentence)
                    .asString()
                    .contains("refused.yaml, line 1: ");
        }
        Files.createDirectories(chart.resolve("charts"));
        write("charts/README.md", "x");
        assertThat(check("v1.33.2", release("stray", values("good.yaml", "text: x\n"))))
                .singleElement()
                .extracting(ReleaseCheck::sentence)
                .asString()
                .contains("README.md is no chart");
        write(".helmignore", "*.md\n");
        assertThat(check("v1.33.2", release("ignored", values("good.yaml", "text: x\n"))))
                .singleElement()
                .satisfies(check -> assertThat(check.ok()).as(check.sentence()).isTrue());
    }

    /** As JupyterHub's own chart does, which keeps the tokens that it finds in its secret. */
    @Test
    void aLookupFindsNothingAndHindersNothing() throws IOException {
        write("templates/kept.yaml", """
                {{- $kept := lookup "v1" "Secret" .Release.Namespace "hub" }}
                apiVersion: v1
                kind: Secret
                metadata: {name: hub}
                stringData: {token: {{ dig "data" "token" "made anew" $kept | quote }}}
                """);

        assertThat(check("v1.33.2", release("hub", values("hub.yaml", "text: x\n"))))
                .singleElement()
                .satisfies(check -> assertThat(check.ok()).as(check.sentence()).isTrue());
    }

    @Test
    void aChartThatDoesNotTakeTheVersionIsSaid() {
        assertThat(check("v1.29.0", release("old")))
                .singleElement()
                .satisfies(check -> assertThat(check.ok()).isFalse())
                .extracting(ReleaseCheck::sentence)
                .asString()
                .contains("Release old does not render for Kubernetes v1.29.0", ">=1.30", "--kube-version v1.29.0");
    }

    @Test
    void aValueThatTheChartRefusesIsSaidWithoutTheValue() throws IOException {
        assertThat(check(null, release("schema", values("schema.yaml", "replicas: S3cretCanary1\n"))))
                .singleElement()
                .extracting(ReleaseCheck::sentence)
                .asString()
                .contains("Release schema does not render", "replicas", "`helm template schema " + chart, "schema.yaml")
                .doesNotContain("S3cretCanary1");
        assertThat(check(null, release("needed", values("needed.yaml", "text: null\n"))))
                .singleElement()
                .extracting(ReleaseCheck::sentence)
                .asString()
                .contains("text is needed");
    }

    @Test
    void valuesCheckedTooLateAreSaidWithFileAndLine() throws IOException {
        write("Chart.yaml", """
                apiVersion: v2
                name: demo
                version: 0.1.0
                dependencies: [{name: grafana, version: 1.2.3, repository: 'https://c.example'}]
                """);

        assertThat(check(null, release("late", values("tab.yaml", "a:\n\tb: c\n"), values("list.yaml", "- a\n"))))
                .singleElement()
                .extracting(ReleaseCheck::sentence)
                .asString()
                .contains(
                        "lacks charts that it depends on in its folder charts/: grafana; run `helm dependency build",
                        "tab.yaml, line 2: is not YAML; indent with spaces",
                        "list.yaml, line 1: holds a list");
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsAskedAgain() throws Exception {
        Release gone = new Release(
                "gone",
                "hub",
                "demo",
                "0.1.0",
                "http://u:S3cretRepoPw@127.0.0.1:1",
                List.of(),
                Duration.ofMinutes(1),
                null);

        assertThatThrownBy(() -> activities.check(new ReleasesToCheck("test", null, List.of(gone))))
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining("Release gone could not be rendered yet")
                .hasMessageNotContaining("S3cretRepoPw");
    }

    @Test
    void aChartOfARepositoryIsFetchedAndRendered() throws Exception {
        try (ChartRepository repository = ChartRepository.of(chart, folder.resolve("repository"))) {
            Release fetched = new Release(
                    "fetched", "hub", "demo", "0.1.0", repository.url(), List.of(), Duration.ofMinutes(1), null);
            Release newer = new Release(
                    "newer", "hub", "demo", "9.9.9", repository.url(), List.of(), Duration.ofMinutes(1), null);

            assertThat(check("v1.33.2", fetched, newer))
                    .extracting(ReleaseCheck::ok)
                    .containsExactly(true, false);
        }
    }

    @Test
    void aRepositorysPasswordIsReadFromItsFileAndToldToNobodyElse() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "S3cretRepoPw\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "S3cretOther\n");
        try (ChartRepository repository = ChartRepository.of(chart, folder.resolve("repository"))) {
            repository.asksFor("robot", "S3cretRepoPw");

            List<ReleaseCheck> checks = check(
                    "v1.33.2",
                    behindLogin("in", repository, password),
                    behindLogin("out", repository, wrong),
                    behindLogin("none", repository, folder.resolve("gone")));

            assertThat(checks).extracting(ReleaseCheck::ok).containsExactly(true, false, false);
            assertThat(checks.toString())
                    .contains("401", "--password \"$(cat " + wrong + ")\"", "gone is not there")
                    .doesNotContain("S3cretRepoPw", "S3cretOther");
        }
    }

    @Test
    void aChartOfAnOciRegistryIsPulledAndRendered() throws Exception {
        try (OciRegistry registry = OciRegistry.of(chart, folder.resolve("registry"), trust)) {
            assertThat(check("v1.33.2", ofRegistry(registry, "0.1.0", null), ofRegistry(registry, "9.9.9", null)))
                    .extracting(ReleaseCheck::sentence)
                    .satisfiesExactly(
                            rendered -> assertThat(rendered).contains("renders for Kubernetes v1.33.2"),
                            missing -> assertThat(missing)
                                    .contains(
                                            "does not render",
                                            "9.9.9",
                                            "`helm template hub " + registry.url() + "/demo"));
        }
    }

    @Test
    void anOciRegistryIsLoggedInToWithThePasswordOfTheFile() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "S3cretRegistryPw\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "S3cretOther\n");
        try (OciRegistry registry = OciRegistry.of(chart, folder.resolve("registry"), trust)) {
            registry.asksFor("robot", "S3cretRegistryPw");

            List<ReleaseCheck> checks = check(
                    "v1.33.2",
                    ofRegistry(registry, "0.1.0", new RepositoryAccess("robot", password.toString())),
                    ofRegistry(registry, "0.1.0", new RepositoryAccess("robot", wrong.toString())),
                    ofRegistry(registry, "0.1.0", null));

            assertThat(checks)
                    .as(checks.toString())
                    .extracting(ReleaseCheck::ok)
                    .containsExactly(true, false, false);
            assertThat(checks.get(1).sentence()).contains("401", "helm registry login", "--password-stdin < " + wrong);
            assertThat(checks.toString()).doesNotContain("S3cretRegistryPw", "S3cretOther");
        }
    }

    private static Release ofRegistry(OciRegistry registry, String version, @Nullable RepositoryAccess access) {
        return new Release("hub", "hub", "demo", version, registry.url(), List.of(), Duration.ofMinutes(1), access);
    }

    private static Release behindLogin(String name, ChartRepository repository, Path password) {
        return new Release(
                name,
                "hub",
                "demo",
                "0.1.0",
                repository.url(),
                List.of(),
                Duration.ofMinutes(1),
                new RepositoryAccess("robot", password.toString()));
    }

    /** As a worker whose environment names an authority of the site's own. */
    private List<String> withTrust(Path workspace) {
        List<String> command = new ArrayList<>();
        if (Files.exists(trust)) {
            command.addAll(List.of("env", "SSL_CERT_FILE=" + trust));
        }
        command.addAll(HelmChild.command(workspace));
        return command;
    }

    private List<ReleaseCheck> check(@Nullable String version, Release... releases) {
        return activities
                .check(new ReleasesToCheck("test", version, Arrays.asList(releases)))
                .checks();
    }

    private Release release(String name, String... values) {
        return new Release(name, "hub", chart.toString(), null, null, List.of(values), Duration.ofMinutes(1), null);
    }

    private String values(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(chart.resolve(name), text);
    }

    private static List<Path> foldersOfHelm() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("rekindle-helm-"))
                    .toList();
        }
    }
}
