// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.redaction.Redaction;

class ValuesSecretsTest {

    @TempDir
    private Path folder;

    @Test
    void takesOutWhatTheValuesHold() throws IOException {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
                hub:
                  cookieSecret: correct-horse-battery
                  config: |
                    first line of a program
                    c.token = "staple-staple"
                """);
        String encoded = Base64.getEncoder().encodeToString("correct-horse-battery".getBytes(StandardCharsets.UTF_8));

        String told = ValuesSecrets.redaction(List.of(values.toString()))
                .apply("invalid: correct-horse-battery,\n " + encoded + " near c.token = \"staple-staple\" in hub");

        assertThat(told).isEqualTo("invalid: …, … near … in hub");
    }

    @Test
    void takesOutNumbersUnderSecretKeysInAllTheirForms() throws IOException {
        Redaction redaction = redaction("""
                auth:
                  password: 481516234299
                  pin: 0o17
                """);

        assertThat(redaction.apply("bad 481516234299, 4.81516234299e+11, " + base64("481516234299") + ", 0o17, 15."))
                .isEqualTo("bad …, …, …, …, ….");
    }

    @Test
    void takesOutLongNumbersAndDatesWhateverTheirKey() throws IOException {
        Redaction redaction = redaction("""
                account: 48151623
                port: 8080
                since: 2026-03-01
                """);

        assertThat(redaction.apply("48151623, " + base64("48151623") + ", 4.8151623e+07, 8080, 2026-03-01"))
                .isEqualTo("…, …, …, 8080, …");
    }

    @Test
    void takesOutShortSecretsByTheirKey() throws IOException {
        Redaction redaction = redaction("""
                users:
                  - {name: ann, password: ab12}
                  - {name: DB_PASSWORD, value: dbpw}
                tokens:
                  first: {text: zorro}
                  second: [x9]
                proxy: {secretToken: &shared hush}
                again: *shared
                """);

        assertThat(redaction.apply("user ann: \"ab12\"; dbpw zorro\\nx9 hush " + base64("ab12")))
                .isEqualTo("user ann: \"…\"; … …\\n… … …");
    }

    @Test
    void anAliasUnderASecretKeyMakesItsAnchorSecret() throws IOException {
        assertThat(redaction("common: &pw abc1\npassword: *pw\n").apply("got abc1"))
                .isEqualTo("got …");
    }

    @Test
    void leavesShortWordsThatAreNoSecretsAndAllSwitches() throws IOException {
        Redaction redaction = redaction("""
                image: {tag: latest, port: 8080}
                replicas: 1
                passwordRequired: true
                token: "null"
                """);

        String text = "image latest on port 8080 of 1 replica: passwordRequired is true, token is null";
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void aSecretOfFewCharactersDoesNotTakeWordsApart() throws IOException {
        assertThat(redaction("password: 7\n").apply("line 7 of values-7.yaml, revision 17"))
                .isEqualTo("line … of values-….yaml, revision 17");
    }

    @Test
    void takesOutWhatIsEncodedInTheMidstOfALongerText() throws IOException {
        Redaction redaction = redaction("password: swordfish\n");

        for (String user : List.of("a", "ab", "abc")) {
            String login = base64(user + ":swordfish.");
            assertThat(redaction.apply("auth " + login)).contains("…").doesNotContain(login.substring(6, 14));
        }
    }

    @Test
    void takesOutWhatIsEscaped() throws IOException {
        Redaction redaction = redaction("password: 'say \"ah&oh\"'\n");

        assertThat(redaction.apply("a: \"say \\\"ah&oh\\\"\" b: \"say \\\"ah\\u0026oh\\\"\" c: say+%22ah%26oh%22"))
                .isEqualTo("a: \"…\" b: \"…\" c: …");
    }

    @Test
    void aTabThatSeparatesHidesNoSecretAndOneWithinIsKept() throws IOException {
        Redaction redaction = redaction("password:\t\"swordfish\"\t# c\nconfig: |\t\n  of\tcorrect-horse\n");

        assertThat(redaction.apply("got swordfish, of\tcorrect-horse")).isEqualTo("got …, …");
    }

    @Test
    void cutsTheEndOnlyWhenTheSecretsAreOut() throws IOException {
        assertThat(redaction("password: correct-horse-battery\n").applyToEnd("it was correct-horse-battery, sorry", 11))
                .isEqualTo("…as …, sorry");
    }

    @Test
    void readsFilesOfSeveralDocumentsAndManyAliases() throws IOException {
        String aliases = "x: &x {password: pw01}\ny: [" + "*x, ".repeat(200) + "*x]\n";

        assertThat(redaction(aliases + "---\ntoken: tk02\n").apply("pw01 tk02")).isEqualTo("… …");
    }

    @Test
    void takesPasswordsOutOfUrls() {
        assertThat(ValuesSecrets.redaction(List.of())
                        .apply("cannot reach https://me:pass@charts.example.org/index.yaml"))
                .isEqualTo("cannot reach https://…@charts.example.org/index.yaml");
    }

    @Test
    void namesEveryFileThatIsNotYamlWithoutItsContent() throws IOException {
        Path tab = Files.writeString(folder.resolve("tab.yaml"), "a: 1\n\tpassword: correct-horse\n");
        Path open = Files.writeString(folder.resolve("open.yaml"), "password: [correct-horse\n");

        assertThatThrownBy(() -> ValuesSecrets.redaction(List.of(tab.toString(), open.toString())))
                .hasMessageContaining(tab + " (line 2")
                .hasMessageContaining(open + " (line 2")
                .hasMessageNotContaining("correct-horse");
    }

    private Redaction redaction(String values) throws IOException {
        Path file = Files.writeString(folder.resolve("some.yaml"), values);
        return ValuesSecrets.redaction(List.of(file.toString()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
