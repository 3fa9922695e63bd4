// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.helm.FileFault;
import org.rekindle.activities.helm.ValuesFile;

/** Values files as they lie about: what Helm cannot read, or reads as something else, is told with line and cure; no value is quoted. */
@Timeout(60)
class OddValuesFilesTest {

    private static final String SECRET = "S3cretCanary";
    private static final String SOPS =
            "sops:\n  age: []\n  lastmodified: \"2026-01-01T00:00:00Z\"\n  mac: ENC[AES256_GCM,data:eA==,type:str]\n";
    private static final String GOOD = "{\"hub\": {\"config\": {\"secret\": \"" + SECRET
            + "\", \"replicas\": 2, \"on\": true}, \"list\": [1, \"two\", {\"three\": null}]}}";

    @TempDir
    private Path folder;

    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.of("a:\n\tb: c\n", 2, "not with tabs"),
                Arguments.of("a:\n \tb: c\n", 2, "not with tabs"),
                Arguments.of("a:\tb\nc:\n-\td\n", 3, "is not YAML"),
                Arguments.of("a:\n- \tb\n", 2, "is not YAML"),
                Arguments.of("? a\n:\tb\n", 2, "is not YAML"),
                Arguments.of("a: \"b\"\n\t\nc: d\n", 2, "not with tabs"),
                Arguments.of("%YAML 1.2\n---\na: b\n", 1, "a directive (%) that Helm does not take"),
                Arguments.of("# x\n%FOO bar\n---\na: b\n", 2, "a directive (%) that Helm does not take"),
                Arguments.of("a: b\n<<: text\n", 2, "merges (<<) what is no map"),
                Arguments.of("a:\n  <<:\n", 2, "merges (<<) what is no map"),
                Arguments.of("<<: [a]\n", 1, "merges (<<) what is no map"),
                Arguments.of("a: &a [{b: 1}]\n<<: *a\n", 2, "merges (<<) what is no map"),
                Arguments.of("a: &a {b: 1}\n<<: [*a, 1]\n", 2, "merges (<<) what is no map"),
                Arguments.of("a:\n- .nan\n", 2, "holds .nan or .inf"),
                Arguments.of("a: {b: -.Inf}\n", 1, "holds .nan or .inf"),
                Arguments.of("a: !!float +.INF\n", 1, "holds .nan or .inf"),
                Arguments.of("- a\n", 1, "holds a list"),
                Arguments.of("just text\n", 1, "holds a single value"),
                Arguments.of("a: [1\n", 2, "is not YAML"),
                Arguments.of("a: *b\n", 1, "is not YAML"),
                Arguments.of("a: 1\nb: 2\na: 3\n", 3, "already in line 1"),
                Arguments.of("x:\n  a: 1\n  a: 2\n", 3, "already in line 2"),
                Arguments.of("a: 1\n---\nb: 2\n", 3, "a second document"),
                Arguments.of("a: {{ .Values.b }}\n", 1, "put {{ … }} in quotes"),
                Arguments.of("? [a]\n: b\n", 1, "a key that is no text"),
                Arguments.of("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n", 1, "Ansible Vault"),
                Arguments.of("a: !Ref b\n", 1, "the tag !Ref"),
                Arguments.of("$ANSIBLE_VAULT;1.1;AES256\n6162\n", 1, "ansible-vault decrypt"),
                Arguments.of("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", 1, "git lfs pull"),
                Arguments.of("\u0000GITCRYPT\u0000abc", 1, "git-crypt unlock"),
                Arguments.of("age-encryption.org/v1\n-> X25519 abc\n", 1, "is encrypted by age"),
                Arguments.of("-----BEGIN PGP MESSAGE-----\n\nhQ\n", 1, "is encrypted by OpenPGP"),
                Arguments.of("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", 2, "marks of a merge conflict"),
                Arguments.of("<html>404</html>", 1, "is a web page"),
                Arguments.of(
                        "password=ENC[AES256_GCM,data:x,type:str]\nsops_mac=ENC[AES256_GCM,data:x]\n",
                        2,
                        "as dotenv or INI"),
                Arguments.of("[a]\nb=ENC[x]\n[sops]\nmac=ENC[x]\n", 3, "as dotenv or INI"),
                Arguments.of(
                        "{\"data\": \"ENC[AES256_GCM,data:x,type:str]\", \"sops\": {\"mac\": \"ENC[x,y]\"}}",
                        1,
                        "as a whole"),
                Arguments.of("a: ENC[AES256_GCM,data:hoqe,iv:x,tag:y,type:str]\n", 1, "an encrypted value"),
                Arguments.of("a:\n  b: >\n    ENC[PKCS7,MIIB\n    abc]\n", 2, "an encrypted value"),
                Arguments.of("a: ref+vault://secret/hub#/token\n", 1, "a reference to a secret"),
                Arguments.of("a: <path:secret/data/hub#token>\n", 1, "a reference to a secret"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void whatHelmCannotReadOrReadsOtherwiseIsSaid(String text, int line, String says) throws IOException {
        FileFault fault = fault(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.problem() + "; " + fault.cure()).contains(says).doesNotContain("hoqe", "MIIB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "---\n",
                "---\na: 1\n---\n",
                "a: 1\r\nb:\r\n  c: 2\r\n",
                "\uFEFFa: 1\n",
                "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\n",
                "{}",
                "a: \"{{ .Release.Name }}\"\n",
                "8080: a\ntrue: b\n",
                "a: |\n  <<<<<<< not at the margin\n  ENC[ is only spoken of\n",
                "sops: {enabled: true}\n",
                "a: {kind: SealedSecret, spec: {encryptedData: {x: AgBy}}}\n",
                "a: !!str 1\nb: !!binary aGk=\n",
                "%YAML 1.1\t\n---\na: b\n",
                "%TAG ! tag:example.org,2000:\n---\na: b\n",
                "a: |\n  %YAML 1.2\nb: \"\n%FOO\"\n",
                "a: &a {b: 1}\n<<: [*a, {c: 2}]\n",
                "\"<<\": text\n",
                "a: ['.nan', .Nan, .iNf, nan, !!str .inf]\n.nan: b\n",
                "a:\tb\n",
                "a: \"b\"\t# c\nd: 'e'\t\nf:\t\n  g:\t\th\n",
                "a: |\t\n  b\nc: >-\t# d\n  e\n",
                "a:\n- b:\t[c,\td]\t\n- !!str\te\n- &f\tg\n",
                "{\n\t\"a\":\t1,\n\t\"b\": [\n\t\t2\n\t]\n}\n",
                "a: \"\uD83D\uDD25\"\t# beyond 16 bits\n"
            })
    void whatHelmReadsWellPasses(String text) throws IOException {
        assertThat(fault(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Without the program on PATH, as where the tests run, nothing else helps than to decrypt it. */
    @Test
    void valuesSopsEncrypted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("enc.yaml"),
                "hub:\n  client_secret: ENC[AES256_GCM,data:hoqeUpA=,iv:x,tag:y,type:str]\n" + SOPS);
        boolean canDecrypt = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "sops")));

        Optional<FileFault> fault = ValuesFile.fault(file);

        assertThat(fault.isEmpty()).isEqualTo(canDecrypt);
        fault.ifPresent(each -> assertThat(each.toString())
                .startsWith(file + ", line 4: is encrypted by sops; ")
                .contains("sops --decrypt"));
    }

    @Test
    void otherEncodingsAreSaid() throws IOException {
        assertThat(fault("a: 1\nb: z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1))
                        .orElseThrow())
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(2))
                .extracting(FileFault::problem)
                .asString()
                .contains("is not UTF-8");
        for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "windows-1252")) {
            assertThat(fault("a: z\u00fcrich\n".getBytes(Charset.forName(name))))
                    .as(name)
                    .isPresent();
        }
    }

    @Test
    void whatIsNoFileIsSaid() throws IOException {
        assertThat(ValuesFile.fault(folder).orElseThrow().problem()).isEqualTo("is not a file");
        assertThat(ValuesFile.fault(folder.resolve("gone.yaml")).orElseThrow().problem())
                .isEqualTo("is not there");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("gone.yaml"));
        assertThat(ValuesFile.fault(link).orElseThrow().problem()).isEqualTo("is a link to a file that is not there");
        Path template = Files.writeString(folder.resolve("values.yaml.gotmpl"), "a: 1\n");
        assertThat(ValuesFile.fault(template).orElseThrow().problem()).isEqualTo("is a template of a values file");
    }

    @Test
    void everyValueMayBeOddAndNoneIsQuoted() throws IOException {
        for (OddValues.Odd odd : OddValues.of(new ObjectMapper().readTree(GOOD))) {
            assertThat(fault(odd.document().toString().getBytes(StandardCharsets.UTF_8)))
                    .as(odd.what())
                    .isEmpty();
        }
        List<byte[]> broken = new ArrayList<>();
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int at = 1; at < good.length; at++) {
            broken.add(Arrays.copyOf(good, at));
            for (char odd : "\t\0{[*&!%@`\u00e9".toCharArray()) {
                byte[] changed = good.clone();
                changed[at] = (byte) odd;
                broken.add(changed);
            }
        }
        broken.add("[".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        broken.add("a: &a\n  b: *a\n".getBytes(StandardCharsets.UTF_8));
        for (byte[] bytes : broken) {
            fault(bytes)
                    .ifPresent(fault -> assertThat(fault.toString())
                            .hasSizeLessThan(500)
                            .doesNotContain(SECRET, "Exception", "null"));
        }
    }

    private Optional<FileFault> fault(byte[] bytes) throws IOException {
        return ValuesFile.fault(Files.write(folder.resolve("values.yaml"), bytes));
    }
}
