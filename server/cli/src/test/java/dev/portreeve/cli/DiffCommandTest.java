package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  @TempDir private Path scratch;
  private Path before;
  private Path after;

  @BeforeEach
  void copy() {
    before = VerbRun.library(scratch.resolve("before"));
    after = VerbRun.library(scratch.resolve("after"));
  }

  @Test
  void diff_ruleDropped_showsWhoGainsAndExits1() throws IOException {
    dropRareBooks();
    VerbRun run = VerbRun.of("diff", before.toString(), after.toString());
    assertEquals(1, run.status(), run.err());
    run.checkOut("diff_loosened.txt", scratch);
  }

  @Test
  void diff_theOtherWayRound_isTightenedAndExits0() throws IOException {
    dropRareBooks();
    VerbRun run = VerbRun.of("diff", after.toString(), before.toString(), "--output=json");
    assertEquals(0, run.status(), run.err());
    run.checkOut("diff_tightened.json", scratch);
  }

  @Test
  void diff_sameDecisions_saysSo() throws IOException {
    replace("actions/book.lend.yaml", "description: Taking a book home.", "description: Home.");
    VerbRun run = VerbRun.of("diff", before.toString(), after.toString());
    assertEquals(0, run.status(), run.err());
    assertEquals(
        """
        no decision changes of 1 action compared
          other values may matter of: settings.most_books, subject.borrowed, subject.groups
        """,
        run.out());
  }

  @Test
  void diff_moreChecksThanAllowed_isASampleThatSaysSo() throws IOException {
    dropRareBooks();
    String[] few = {"diff", before.toString(), after.toString(), "--most=40", "--seed=7"};
    VerbRun run = VerbRun.of(few);
    assertTrue(run.out().contains("a sample only"), run.out());
    assertEquals(run.out(), VerbRun.of(few).out());
  }

  @Test
  void diff_obligationDropped_isLoosened() throws IOException {
    String text = "permit(\"lent\")";
    Path policy = before.resolve("actions/book.lend.yaml");
    Files.writeString(
        policy,
        Files.readString(policy).replace(text, text + ".oblige(obligation(\"record_loan\"))"));
    VerbRun run = VerbRun.of("diff", before.toString(), after.toString());
    assertEquals(1, run.status(), run.out() + run.err());
    assertTrue(run.out().contains("loosened permit lent -> permit lent"), run.out());
  }

  @Test
  void diff_zipArchive_isAVersion() throws IOException {
    dropRareBooks();
    Path archive = scratch.resolve("before.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
        var files = Files.walk(before)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry("release-1/" + before.relativize(file)));
        zip.write(Files.readAllBytes(file));
      }
    }
    VerbRun run = VerbRun.of("diff", archive.toString(), after.toString());
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("deny rare_book -> permit lent"), run.out());
  }

  @Test
  void diff_revision_isReadFromGit() throws IOException, InterruptedException {
    Programs.ofThisMachine().require("git");
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "as it was");
    dropRareBooks();
    VerbRun run = VerbRun.of("diff", "HEAD", after.toString());
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("deny rare_book -> permit lent"), run.out());
    VerbRun unknown = VerbRun.of("diff", "v9", after.toString());
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("`v9` is neither a directory nor an archive"), unknown.err());
  }

  @Test
  void diff_versionThatDoesNotLoad_isNamed() throws IOException {
    Files.writeString(after.resolve("schema.yaml"), "nam: library\n");
    VerbRun run = VerbRun.of("diff", before.toString(), after.toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("schema.yaml:1:1"), run.err());
    assertTrue(run.err().contains("the set `" + after + "` does not load"), run.err());
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(after.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
  }

  private void dropRareBooks() throws IOException {
    replace(
        "actions/book.lend.yaml", "resource.rare && ", "resource.rare && subject.borrowed > 0 && ");
  }

  private void replace(String file, String text, String by) throws IOException {
    Path path = after.resolve(file);
    String old = Files.readString(path);
    assertTrue(old.contains(text), old);
    Files.writeString(path, old.replace(text, by));
  }
}
