package dev.portreeve.bench.glob;

import com.hrakaroo.glob.GlobPattern;
import com.hrakaroo.glob.MatchingEngine;
import dev.portreeve.engine.packages.PackagePatterns;
import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.RegExp;
import dk.brics.automaton.RunAutomaton;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.io.FilenameUtils;

/**
 * Ways to match a pattern set. The rivals take the whole specifier for one text, check no name and
 * no version, and know of no resolved version: they do less.
 */
public enum Rival {
  PORTREEVE {
    @Override
    public Matcher compile(List<String> patterns) {
      return PackagePatterns.compile(patterns)::matches;
    }
  },

  /** One compiled regular expression after the other. */
  REGEX_LOOP {
    @Override
    public Matcher compile(List<String> patterns) {
      Pattern[] compiled =
          patterns.stream().map(Translation::regex).map(Pattern::compile).toArray(Pattern[]::new);
      return specifier -> {
        for (Pattern pattern : compiled) {
          if (pattern.matcher(specifier).matches()) {
            return true;
          }
        }
        return false;
      };
    }
  },

  /** All patterns as alternatives of one regular expression. */
  REGEX_UNION {
    @Override
    public Matcher compile(List<String> patterns) {
      Pattern union = Pattern.compile(Translation.union(patterns));
      return specifier -> union.matcher(specifier).matches();
    }
  },

  RE2J_UNION {
    @Override
    public Matcher compile(List<String> patterns) {
      com.google.re2j.Pattern union = com.google.re2j.Pattern.compile(Translation.union(patterns));
      return specifier -> union.matcher(specifier).matches();
    }
  },

  /** One deterministic automaton for all patterns. */
  BRICS_UNION {
    @Override
    public Matcher compile(List<String> patterns) {
      List<Automaton> each = patterns.stream().map(Rival::automaton).toList();
      Automaton union = BasicOperations.union(each);
      union.determinize();
      RunAutomaton run = new RunAutomaton(union);
      return run::run;
    }
  },

  HRAKAROO_LOOP {
    @Override
    public Matcher compile(List<String> patterns) {
      MatchingEngine[] compiled =
          Translation.withoutBraces(patterns).stream()
              .map(text -> GlobPattern.compile(text, '*', '?', GlobPattern.HANDLE_ESCAPES))
              .toArray(MatchingEngine[]::new);
      return specifier -> {
        for (MatchingEngine engine : compiled) {
          if (engine.matches(specifier)) {
            return true;
          }
        }
        return false;
      };
    }
  },

  PATH_MATCHER_LOOP {
    @Override
    public Matcher compile(List<String> patterns) {
      PathMatcher[] compiled =
          patterns.stream()
              .map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text))
              .toArray(PathMatcher[]::new);
      return specifier -> {
        Path path = Path.of(specifier);
        for (PathMatcher matcher : compiled) {
          if (matcher.matches(path)) {
            return true;
          }
        }
        return false;
      };
    }
  },

  /** It has no compiled form. */
  COMMONS_IO_LOOP {
    @Override
    public Matcher compile(List<String> patterns) {
      List<String> expanded = Translation.withoutBraces(patterns);
      return specifier -> {
        for (String pattern : expanded) {
          if (FilenameUtils.wildcardMatch(specifier, pattern)) {
            return true;
          }
        }
        return false;
      };
    }
  };

  private static Automaton automaton(String pattern) {
    return new RegExp(Translation.regex(pattern)).toAutomaton();
  }

  public abstract Matcher compile(List<String> patterns);
}
