" Made by script/reference from the tables of the language: change those, then run it again.
autocmd BufNewFile,BufRead *.cyq setfiletype cyq
autocmd BufRead * if getline(1) =~# '^#!.*\<cyq\>' | setfiletype cyq | endif
